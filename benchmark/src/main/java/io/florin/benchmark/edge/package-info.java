/**
 * A whole node with its HTTP edge: {@link io.florin.benchmark.edge.EdgeBenchmark} compares what a
 * call costs the node with what its parts cost, {@link io.florin.benchmark.edge.LoginBenchmark} a
 * login with its hash. Whoever calls is another process, {@link
 * io.florin.benchmark.edge.Generator}, so that its CPU is not in the figures.
 */
@NullMarked
package io.florin.benchmark.edge;

import org.jspecify.annotations.NullMarked;
