package io.florin.protocol.account;

import java.util.regex.Pattern;

/**
 * The other side of a wallet's own event: no balance rule, no actor, so nothing ever queues behind
 * it. Written with a leading {@code @}, which no wallet id can have.
 */
public record SystemAccount(String name) implements Account {
    // First, because the constants below need it.
    private static final Pattern NAME =
            Pattern.compile("@[a-z][a-z0-9_-]{0,31}(:[A-Za-z0-9][A-Za-z0-9_.-]{0,31})?");

    /** Money that has left one wallet and not yet reached another. */
    public static final SystemAccount TRANSIT = new SystemAccount("@transit");

    /** Money due to a wallet that was closed meanwhile. */
    public static final SystemAccount SUSPENSE = new SystemAccount("@suspense");

    public static final SystemAccount FEES = new SystemAccount("@fees");

    public SystemAccount {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "A system account is @name or @name:part, such as @external:bank.");
        }
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public String toString() {
        return name;
    }
}
