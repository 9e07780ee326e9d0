/** Tests of {@link io.florin.edge.operation.RoutingTable} and its kin. */
@NullMarked
package io.florin.edge.operation;

import org.jspecify.annotations.NullMarked;
