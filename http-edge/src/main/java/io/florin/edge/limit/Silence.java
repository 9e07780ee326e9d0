package io.florin.edge.limit;

import java.util.Locale;

/** What becomes of a call when its counter does not answer in time. */
public enum Silence {
    /** It goes through: better too many than none. */
    ADMIT,

    /** It is refused with 503: better none than somebody who guesses uncounted. */
    REFUSE;

    /** Throws {@link IllegalArgumentException} with the words there are. */
    static Silence parse(String word) {
        for (var silence : values()) {
            if (silence.name().toLowerCase(Locale.ROOT).equals(word)) return silence;
        }
        throw new IllegalArgumentException("it is admit or refuse.");
    }
}
