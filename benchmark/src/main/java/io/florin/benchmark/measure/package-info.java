/**
 * How everything here is measured: {@link io.florin.benchmark.measure.Rounds} lets contenders run
 * in turns against one server, {@link io.florin.benchmark.measure.CpuMeter} counts what the JVM and
 * PostgreSQL used meanwhile, {@link io.florin.benchmark.measure.Figures} are the medians.
 */
@NullMarked
package io.florin.benchmark.measure;

import org.jspecify.annotations.NullMarked;
