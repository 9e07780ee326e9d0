/**
 * The rules of one wallet, without clock, thread, database or actor. {@link
 * io.florin.node.rules.Wallet} is the state, {@link io.florin.node.rules.Rules} decides, {@link
 * io.florin.node.rules.Evolution} applies. What a wallet has forgotten comes in through {@link
 * io.florin.node.rules.Recall}; what is to be said to other wallets goes out in a {@link
 * io.florin.node.rules.Decision}.
 */
@NullMarked
package io.florin.node.rules;

import org.jspecify.annotations.NullMarked;
