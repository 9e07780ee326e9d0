package io.florin.edge.json;

import org.jspecify.annotations.Nullable;

/** Collects what does not fit and keeps the first in the order of the refusals. */
public final class Faults {
    private @Nullable Unfit first;

    public void add(Unfit unfit) {
        if (first == null || unfit.why().compareTo(first.why()) < 0) first = unfit;
    }

    public void raise() throws Unfit {
        if (first != null) throw first;
    }
}
