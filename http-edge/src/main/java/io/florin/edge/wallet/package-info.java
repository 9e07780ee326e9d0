/**
 * Everything under one wallet: {@link io.florin.edge.wallet.WalletRoutes} creates, shows and
 * changes it, {@link io.florin.edge.wallet.MovementRoutes} lets money in and out of the ledger,
 * {@link io.florin.edge.wallet.HoldRoutes} sets it aside. Whose a wallet is, the wallet itself
 * knows; {@link io.florin.edge.wallet.Ownership} asks it on behalf of those that do not.
 */
@NullMarked
package io.florin.edge.wallet;

import org.jspecify.annotations.NullMarked;
