/**
 * What Florin is compared with: balances in a table and a transfer in one plpgsql function, called
 * by pgbench. {@link io.florin.benchmark.plain.PlainTransfers} is the contender.
 */
@NullMarked
package io.florin.benchmark.plain;

import org.jspecify.annotations.NullMarked;
