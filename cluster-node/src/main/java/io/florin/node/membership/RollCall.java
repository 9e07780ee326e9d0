package io.florin.node.membership;

import io.florin.persistence.membership.Card;
import io.florin.persistence.membership.NodeTable;
import io.florin.persistence.membership.Roll;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * One round of a node with the table of nodes: it says that it lives, and looks who else does.
 * Calls block.
 */
record RollCall(
        Candidate own, Card card, NodeTable table, InstantSource clock, Duration strangerLimit) {
    /**
     * What a node knows when the round begins.
     *
     * @param up whether it is a member of its cluster
     * @param entered whether its row says so
     * @param members the lives of nodes in its cluster
     * @param seen those that might speak against it
     */
    record State(boolean up, boolean entered, Set<String> members, Sightings seen) {}

    /** What it knows when the round has ended. */
    record Outcome(ClockOffset offset, Verdict verdict, boolean entered, Sightings seen) {}

    Outcome run(State state) {
        boolean wasThere = table.refresh(card);
        if (!wasThere) table.begin(card);
        var before = clock.instant();
        var roll = table.roll();
        var offset = ClockOffset.of(before, roll.now(), clock.instant());
        // Without its row, as after a restored backup, it has to enter again.
        if (state.entered() && wasThere) return stay(state, roll, offset);
        var seen = state.seen().next(roll.entered(), roll.now());
        if (!state.up()) return new Outcome(offset, new Verdict.Admitted(), false, seen);
        var verdict = enter(state.members(), seen);
        return new Outcome(offset, verdict, verdict instanceof Verdict.Admitted, seen);
    }

    private Verdict enter(Set<String> members, Sightings seen) {
        var decisive = table.enter(card, roll -> mayEnter(roll, members, seen));
        return Admission.entering(own, decisive, members, seen);
    }

    private boolean mayEnter(Roll roll, Set<String> members, Sightings seen) {
        return Admission.entering(own, roll, members, seen) instanceof Verdict.Admitted;
    }

    private Outcome stay(State state, Roll roll, ClockOffset offset) {
        var members = state.members();
        var seen = state.seen().next(Admission.strangers(roll, members), roll.now());
        // On its way out it no longer knows who is a member.
        var verdict =
                state.up()
                        ? Admission.among(roll, members, seen, strangerLimit)
                        : new Verdict.Admitted();
        return new Outcome(offset, verdict, true, seen);
    }
}
