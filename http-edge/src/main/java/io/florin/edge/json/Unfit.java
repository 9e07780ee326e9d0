package io.florin.edge.json;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.util.Map;

/**
 * Something in a request does not fit what was asked for. Thrown where it is found, so it carries
 * no stack trace; {@code path} is where, such as {@code legs[2].amount}, empty for the whole.
 */
public final class Unfit extends Exception {
    private static final int MAX_NAME_CHARS = 64;

    private final Refusal why;
    private final String path;
    private final String sentence;
    private final Map<String, Long> facts;

    /** The sentence begins with a verb when it is about a field, or stands by itself. */
    public Unfit(Refusal why, String sentence) {
        this(why, "", sentence, Map.of());
    }

    /** What was decided further in, with its facts. */
    public Unfit(Denial denial) {
        this(denial.why(), "", denial.why().sentence(), denial.facts());
    }

    public static Unfit of(Refusal why) {
        return new Unfit(why, why.sentence());
    }

    private Unfit(Refusal why, String path, String sentence, Map<String, Long> facts) {
        super(sentence, null, false, false);
        this.why = why;
        this.path = path;
        this.sentence = sentence;
        this.facts = facts;
    }

    /** The same, found in the named member. */
    public Unfit in(String name) {
        String step = printable(name);
        if (path.isEmpty()) return new Unfit(why, step, sentence, facts);
        String place = path.startsWith("[") ? step + path : step + "." + path;
        return new Unfit(why, place, sentence, facts);
    }

    /** The same, found in the item of that position. */
    public Unfit in(int index) {
        String step = "[" + index + "]";
        return new Unfit(why, path.isEmpty() ? step : step + "." + path, sentence, facts);
    }

    /** The same under another refusal. */
    public Unfit as(Refusal other) {
        return new Unfit(other, path, sentence, facts);
    }

    public Refusal why() {
        return why;
    }

    /** The numbers that explain it. */
    public Map<String, Long> facts() {
        return facts;
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
