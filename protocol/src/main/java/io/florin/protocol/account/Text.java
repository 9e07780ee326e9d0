package io.florin.protocol.account;

/**
 * What free text must be to come back as it went: without half a surrogate pair, which UTF-8 cannot
 * carry, and without U+0000, which PostgreSQL cannot store.
 */
public final class Text {
    private static final int REPLACED = 0xFFFD;

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
        return text.codePoints().allMatch(Text::fits);
    }

    /** The text with U+FFFD where it cannot be stored. */
    public static String storable(String text) {
        if (isStorable(text)) return text;
        var stored = new StringBuilder(text.length());
        text.codePoints().map(c -> fits(c) ? c : REPLACED).forEach(stored::appendCodePoint);
        return stored.toString();
    }

    private static boolean fits(int codePoint) {
        return codePoint != 0 && !isSurrogate(codePoint);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
