package io.florin.node.rules;

import io.florin.protocol.wallet.WalletEvent;

/** An event of this wallet with its sequence number. */
public record Stored(long sequence, WalletEvent event) {}
