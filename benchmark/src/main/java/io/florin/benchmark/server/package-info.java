/**
 * The PostgreSQL everybody is measured on: {@link io.florin.benchmark.server.BenchServer}, fresh
 * for each benchmark, with a database for each contender.
 */
@NullMarked
package io.florin.benchmark.server;

import org.jspecify.annotations.NullMarked;
