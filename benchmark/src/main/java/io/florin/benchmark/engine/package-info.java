/**
 * The engine as a node runs it, without HTTP: {@link io.florin.benchmark.engine.Engine} is one
 * started, {@link io.florin.benchmark.engine.TransferBenchmark} and its neighbours measure it.
 */
@NullMarked
package io.florin.benchmark.engine;

import org.jspecify.annotations.NullMarked;
