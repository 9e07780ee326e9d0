/**
 * The audit trail on a node: {@link io.florin.node.trail.SqlAuditTrail} is its door, {@link
 * io.florin.node.trail.AuditRetention} lets entries go when their kind's time is over, once in the
 * cluster.
 */
@NullMarked
package io.florin.node.trail;

import org.jspecify.annotations.NullMarked;
