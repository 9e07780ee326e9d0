/**
 * {@code ./florin bench}: what Florin costs, measured against what it replaces. {@link
 * io.florin.benchmark.Bench} is the command, {@link io.florin.benchmark.Measurement} the process
 * that measures. Nothing here ships.
 */
@NullMarked
package io.florin.benchmark;

import org.jspecify.annotations.NullMarked;
