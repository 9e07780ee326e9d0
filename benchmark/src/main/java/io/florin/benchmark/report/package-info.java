/**
 * What is left of a session: {@link io.florin.benchmark.report.Report} is one benchmark's outcome,
 * {@link io.florin.benchmark.report.Reports} keeps all of them as JSON, a table and a chart.
 */
@NullMarked
package io.florin.benchmark.report;

import org.jspecify.annotations.NullMarked;
