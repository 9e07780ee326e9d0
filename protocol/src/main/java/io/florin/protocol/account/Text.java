package io.florin.protocol.account;

/**
 * What free text must be to come back as it went: without half a surrogate pair, which UTF-8 cannot
 * carry, and without U+0000, which PostgreSQL cannot store.
 */
public final class Text {
    private Text() {}

    /** Returns the text; throws {@link IllegalArgumentException} naming what it should be. */
    public static String require(String what, String text, int minChars, int maxChars) {
        if (text.length() < minChars || text.length() > maxChars) {
            throw new IllegalArgumentException(
                    "The %s has %d to %d characters.".formatted(what, minChars, maxChars));
        }
        if (!isStorable(text)) {
            throw new IllegalArgumentException(
                    "The " + what + " has U+0000 or half a surrogate pair in it.");
        }
        return text;
    }

    public static boolean isStorable(String text) {
        // codePoints() gives half a pair as itself, and a whole pair as one number above them.
        return text.codePoints().noneMatch(c -> c == 0 || isSurrogate(c));
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
