package io.florin.node.membership;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;

/**
 * The members of a cluster that still reach one another, as one of them sees it.
 *
 * @param members by the names under which they hold leases
 * @param isTorn whether there are others
 */
record Part(Set<String> members, boolean isTorn) {
    Part {
        members = Set.copyOf(members);
    }

    static Part of(CurrentClusterState state) {
        var unreachable = state.getUnreachable();
        var members =
                StreamSupport.stream(state.getMembers().spliterator(), false)
                        .filter(member -> !unreachable.contains(member))
                        .map(Part::owner)
                        .collect(Collectors.toSet());
        return new Part(members, !unreachable.isEmpty());
    }

    /** As Pekko's resolver names the owner of its lease. */
    private static String owner(Member member) {
        return member.address().hostPort();
    }
}
