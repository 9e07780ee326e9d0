package io.florin.node.rules;

/** The events of a wallet contradict each other: a bug, or a changed journal. Stops the wallet. */
public final class CorruptHistory extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public CorruptHistory(String what) {
        super("The wallet's history contradicts itself: " + what);
    }
}
