package io.florin.persistence.events;

import java.util.regex.Pattern;

/**
 * A place in the commit order: transactions of one era by their id, rows of one transaction by
 * their position. An offset only means something in the database whose journal it counts.
 */
public record EventOffset(int era, long xid, long position) implements Comparable<EventOffset> {
    /** Before every event. */
    public static final EventOffset START = new EventOffset(0, 0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}):(\\d{1,18}):(\\d{1,18})");

    public EventOffset {
        if (era < 0 || xid < 0 || position < 0) {
            throw new IllegalArgumentException(
                    "No part of an offset is negative: " + era + ":" + xid + ":" + position);
        }
    }

    /** Reads the form that {@link #toString} writes. */
    public static EventOffset parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no offset: it has the form era:xid:position.");
        }
        return new EventOffset(
                Integer.parseInt(parts.group(1)),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)));
    }

    /** After every event of the transactions of this era that are older than the given one. */
    static EventOffset before(int era, long xid) {
        return new EventOffset(era, Math.max(0, xid - 1), Integer.MAX_VALUE);
    }

    /** Whether everything stored before the given cut lies at or behind this offset. */
    public boolean hasPassed(EventOffset cut) {
        return compareTo(cut) >= 0;
    }

    @Override
    public int compareTo(EventOffset other) {
        if (era != other.era) return Integer.compare(era, other.era);
        if (xid != other.xid) return Long.compare(xid, other.xid);
        return Long.compare(position, other.position);
    }

    /** {@code era:xid:position}, all decimal. */
    @Override
    public String toString() {
        return era + ":" + xid + ":" + position;
    }
}
