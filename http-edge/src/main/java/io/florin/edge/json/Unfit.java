package io.florin.edge.json;

import io.florin.protocol.refusal.Refusal;

/**
 * Something in a request does not fit what was asked for. Thrown where it is found, so it carries
 * no stack trace; {@code path} is where, such as {@code legs[2].amount}, empty for the whole.
 */
public final class Unfit extends Exception {
    private static final int MAX_NAME_CHARS = 64;

    private final Refusal why;
    private final String path;
    private final String sentence;

    /** The sentence begins with a verb when it is about a field, or stands by itself. */
    public Unfit(Refusal why, String sentence) {
        this(why, "", sentence);
    }

    private Unfit(Refusal why, String path, String sentence) {
        super(sentence, null, false, false);
        this.why = why;
        this.path = path;
        this.sentence = sentence;
    }

    /** The same, found in the named member. */
    public Unfit in(String name) {
        String step = printable(name);
        if (path.isEmpty()) return new Unfit(why, step, sentence);
        return new Unfit(why, path.startsWith("[") ? step + path : step + "." + path, sentence);
    }

    /** The same, found in the item of that position. */
    public Unfit in(int index) {
        String step = "[" + index + "]";
        return new Unfit(why, path.isEmpty() ? step : step + "." + path, sentence);
    }

    /** The same under another refusal. */
    public Unfit as(Refusal other) {
        return new Unfit(other, path, sentence);
    }

    public Refusal why() {
        return why;
    }

    /** A whole sentence that names the place. */
    public String detail() {
        return path.isEmpty() ? sentence : path + " " + sentence;
    }

    /** A caller's own word, short and harmless enough to be said back. */
    public static String printable(String text) {
        String head = text.length() > MAX_NAME_CHARS ? text.substring(0, MAX_NAME_CHARS) : text;
        return head.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
