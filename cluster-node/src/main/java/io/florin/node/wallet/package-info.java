/**
 * A wallet that lives: {@link io.florin.node.wallet.WalletProcess} batches, looks up, writes,
 * answers and repeats, as a machine without thread or clock; {@link
 * io.florin.node.wallet.WalletBehavior} is the actor around it, with {@link
 * io.florin.node.wallet.WalletInbox} before it; {@link io.florin.node.wallet.ShardedWallets} is the
 * door to all of them in the cluster.
 */
@NullMarked
package io.florin.node.wallet;

import org.jspecify.annotations.NullMarked;
