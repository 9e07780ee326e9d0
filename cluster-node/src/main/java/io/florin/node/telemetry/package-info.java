/**
 * Metrics. {@link io.florin.node.telemetry.Metric} names all of them, so that none can be misspelt;
 * whoever has something to tell does so through a {@link io.florin.node.telemetry.Meter}, and
 * {@link io.florin.node.telemetry.Metrics} serves the page that Prometheus reads. Kamon counts for
 * the whole process: several nodes in one of them, as in tests, share what it has counted, and a
 * gauge is of the node that told it last. The package knows no other of a node's.
 */
@NullMarked
package io.florin.node.telemetry;

import org.jspecify.annotations.NullMarked;
