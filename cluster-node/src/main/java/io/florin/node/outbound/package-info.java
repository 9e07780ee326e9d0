/**
 * What apps are told, on a node: {@link io.florin.node.outbound.SqlWebhookEndpoints} is the door,
 * {@link io.florin.node.outbound.Outbound} has messages turned into deliveries on one node of the
 * cluster, and {@link io.florin.node.outbound.DeliveryHandler} does a delivery, which is a job like
 * any other: claimed under a fence, retried with full jitter, dead after its last try, limited for
 * each endpoint in the whole cluster. A message comes at least once, always under the same id.
 */
@NullMarked
package io.florin.node.outbound;

import org.jspecify.annotations.NullMarked;
