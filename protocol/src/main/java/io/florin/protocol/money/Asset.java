package io.florin.protocol.money;

/**
 * What is counted: a currency, a point, a star. The code is 2 to 16 upper-case letters and digits,
 * beginning with a letter. How many decimals it is shown with is the app's configuration, not ours:
 * inside Florin every amount is in minor units.
 */
public record Asset(String code) implements Comparable<Asset> {
    private static final int MIN_CHARS = 2;
    private static final int MAX_CHARS = 16;

    public Asset {
        if (!isCode(code)) {
            throw new IllegalArgumentException(
                    "An asset is 2 to 16 upper-case letters and digits, beginning with a letter.");
        }
    }

    /** By hand: read with every event, and a regular expression takes far longer. */
    private static boolean isCode(String text) {
        int length = text.length();
        if (length < MIN_CHARS || length > MAX_CHARS || !isUpper(text.charAt(0))) return false;
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            if (!isUpper(c) && (c < '0' || c > '9')) return false;
        }
        return true;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    @Override
    public int compareTo(Asset other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
