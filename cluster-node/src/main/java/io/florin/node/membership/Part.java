package io.florin.node.membership;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * The members of a cluster that still reach one another, as one of them sees it.
 *
 * @param reached those, with the one who looks
 * @param missed all others
 */
record Part(Set<UniqueAddress> reached, Set<UniqueAddress> missed) {
    Part {
        reached = Set.copyOf(reached);
        missed = Set.copyOf(missed);
    }

    static Part of(CurrentClusterState state) {
        var reached = new HashSet<UniqueAddress>();
        var missed = new HashSet<UniqueAddress>();
        for (var member : state.getMembers()) {
            var side = state.getUnreachable().contains(member) ? missed : reached;
            side.add(member.uniqueAddress());
        }
        return new Part(reached, missed);
    }

    /** Those who are reached, by the names under which Pekko's resolver holds leases. */
    Set<String> owners() {
        return reached.stream()
                .map(member -> member.address().hostPort())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a decision that was taken then would hit somebody who is heard again now, and more
     * nodes than this part has. One who was replaced meanwhile is not heard again.
     */
    boolean isTooLateFor(Part then) {
        return then.missed.size() > then.reached.size()
                && then.missed.stream().anyMatch(reached::contains);
    }
}
