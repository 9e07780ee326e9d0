/**
 * Everything under one wallet: {@link io.florin.edge.wallet.WalletRoutes} creates, shows and
 * changes it, {@link io.florin.edge.wallet.MovementRoutes} lets money in and out of the ledger,
 * {@link io.florin.edge.wallet.HoldRoutes} sets it aside.
 */
@NullMarked
package io.florin.edge.wallet;

import org.jspecify.annotations.NullMarked;
