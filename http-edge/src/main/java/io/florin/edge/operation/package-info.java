/**
 * One table of operations is both the routing and the documentation: an {@link
 * io.florin.edge.operation.Operation} says what may be sent, {@link
 * io.florin.edge.operation.Intake} makes a {@link io.florin.edge.operation.Call} of a request that
 * fits, and {@link io.florin.edge.operation.RequestHandler} is the trip of every request.
 */
@NullMarked
package io.florin.edge.operation;

import org.jspecify.annotations.NullMarked;
