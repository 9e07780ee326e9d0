/**
 * The vocabulary of one wallet: what may be asked ({@link
 * io.florin.protocol.wallet.WalletCommand}), what happened ({@link
 * io.florin.protocol.wallet.WalletEvent}), what is answered ({@link
 * io.florin.protocol.wallet.WalletReply}), why not ({@link io.florin.protocol.refusal.Refusal}),
 * and the one door behind which all wallets live: {@link io.florin.protocol.wallet.Wallets}.
 */
@NullMarked
package io.florin.protocol.wallet;

import org.jspecify.annotations.NullMarked;
