/**
 * Money between accounts: {@link io.florin.edge.transfer.TransferRoutes} sends and shows, {@link
 * io.florin.edge.transfer.BulkRoutes} sends many, {@link io.florin.edge.transfer.ReversalRoutes}
 * sends back.
 */
@NullMarked
package io.florin.edge.transfer;

import org.jspecify.annotations.NullMarked;
