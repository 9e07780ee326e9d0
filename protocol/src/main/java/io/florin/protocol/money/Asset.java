package io.florin.protocol.money;

import java.util.regex.Pattern;

/**
 * What is counted: a currency, a point, a star. The code is 2 to 16 upper-case letters and digits,
 * beginning with a letter. How many decimals it is shown with is the app's configuration, not ours:
 * inside Florin every amount is in minor units.
 */
public record Asset(String code) implements Comparable<Asset> {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{1,15}");

    public Asset {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "An asset is 2 to 16 upper-case letters and digits, beginning with a letter.");
        }
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
