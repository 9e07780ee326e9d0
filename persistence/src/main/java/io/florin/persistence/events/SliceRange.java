package io.florin.persistence.events;

import java.util.ArrayList;
import java.util.List;

/** Slices {@code first} to {@code last}, both included. Each entity has one of 1,024. */
public record SliceRange(int first, int last) {
    /** The number is Pekko's and never changes. */
    public static final int SLICES = 1024;

    public static final SliceRange ALL = new SliceRange(0, SLICES - 1);

    public SliceRange {
        if (first < 0 || last >= SLICES || first > last) {
            throw new IllegalArgumentException(
                    "Slices " + first + " to " + last + " are not within 0 to " + (SLICES - 1));
        }
    }

    /** All slices in {@code parts} equal ranges; a power of two up to 1,024. */
    public static List<SliceRange> split(int parts) {
        if (parts < 1 || parts > SLICES || SLICES % parts != 0) {
            throw new IllegalArgumentException(
                    SLICES + " slices cannot be split in " + parts + " equal ranges");
        }
        int size = SLICES / parts;
        var ranges = new ArrayList<SliceRange>(parts);
        for (int part = 0; part < parts; part++) {
            ranges.add(new SliceRange(part * size, (part + 1) * size - 1));
        }
        return List.copyOf(ranges);
    }

    public boolean contains(int slice) {
        return slice >= first && slice <= last;
    }

    /** {@code first-last}, as a projection's key. */
    @Override
    public String toString() {
        return first + "-" + last;
    }
}
