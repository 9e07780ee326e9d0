package io.florin.protocol.account;

import java.util.regex.Pattern;

/** The one pattern of ids that callers choose: safe in a path, in a name and in a file name. */
public final class Ids {
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}";

    private static final Pattern ID = Pattern.compile(PATTERN);

    private Ids() {}

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Returns the text; throws {@link IllegalArgumentException} naming what it should be. */
    public static String require(String what, String text) {
        if (!isId(text)) {
            throw new IllegalArgumentException("The " + what + " must match " + PATTERN + ".");
        }
        return text;
    }
}
