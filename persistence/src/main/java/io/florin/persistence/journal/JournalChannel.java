package io.florin.persistence.journal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What writers and readers of the journal have agreed on for NOTIFY. */
public final class JournalChannel {
    /** The channel's name. */
    public static final String NAME = "florin_events";

    /** With more slices than this a message names none, which means: any. */
    private static final int SLICES_NAMED_MAX = 64;

    private JournalChannel() {}

    /** The message for events in these slices. */
    static String message(BitSet slices) {
        if (slices.cardinality() > SLICES_NAMED_MAX) return "";
        var text = new StringBuilder();
        slices.stream().forEach(slice -> text.append(text.isEmpty() ? "" : ",").append(slice));
        return text.toString();
    }

    /** The slices a message names; none means any. A message that makes no sense means any, too. */
    public static List<Integer> slices(String message) {
        if (!message.matches("\\d{1,4}(,\\d{1,4})*")) return List.of();
        var slices = new ArrayList<Integer>();
        for (int start = 0; start >= 0 && start < message.length(); ) {
            int comma = message.indexOf(',', start);
            int end = comma < 0 ? message.length() : comma;
            slices.add(Integer.parseInt(message, start, end, 10));
            start = comma < 0 ? -1 : comma + 1;
        }
        return List.copyOf(slices);
    }
}
