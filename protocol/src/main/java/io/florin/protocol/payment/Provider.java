package io.florin.protocol.payment;

import io.florin.protocol.account.SystemAccount;
import java.util.Locale;

/** Who moves money outside for us. */
public enum Provider {
    STRIPE,
    OMISE;

    /** As people and settings write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The other side of what it moves. */
    public SystemAccount account() {
        return new SystemAccount("@external:" + word());
    }
}
