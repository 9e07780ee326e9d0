package io.florin.protocol.account;

/**
 * The one pattern of ids that callers choose: safe in a path, in a name and in a file name. Checked
 * by hand, for every message and event that is read has several ids: {@code java.util.regex} takes
 * ten times as long.
 */
public final class Ids {
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}";

    private static final int MAX_CHARS = 64;

    private Ids() {}

    public static boolean isId(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_CHARS || !isLetterOrDigit(text.charAt(0))) return false;
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && c != '-' && c != '_' && c != '.' && c != ':') return false;
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }

    /** Returns the text; throws {@link IllegalArgumentException} naming what it should be. */
    public static String require(String what, String text) {
        if (!isId(text)) {
            throw new IllegalArgumentException("The " + what + " must match " + PATTERN + ".");
        }
        return text;
    }
}
