package io.florin.node.session.rules;

/** The events of a session contradict each other: a bug, or a changed journal. Stops it. */
public final class CorruptHistory extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    CorruptHistory(String what) {
        super("The session's history contradicts itself: " + what);
    }
}
