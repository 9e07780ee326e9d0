/**
 * {@code /v1/webhook-endpoints}: where an app's own systems are told ({@link
 * io.florin.edge.outbound.EndpointRoutes}), and how that went ({@link
 * io.florin.edge.outbound.DeliveryRoutes}).
 */
@NullMarked
package io.florin.edge.outbound;

import org.jspecify.annotations.NullMarked;
