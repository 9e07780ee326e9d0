package io.florin.protocol.account;

/** One side of a ledger entry: a wallet, which can refuse, or a system account, which cannot. */
public sealed interface Account permits WalletId, SystemAccount {
    /** The app (tenant) whose ledger it stands in is not part of this text. */
    String name();
}
