package io.florin.node.membership;

import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.UniqueAddress;

/** One life of a node: who claims jobs, and whose jobs are rescued once it is no member. */
public final class Incarnation {
    private Incarnation() {}

    public static String of(UniqueAddress node) {
        return node.address().hostPort() + "#" + Long.toUnsignedString(node.longUid(), 36);
    }

    /** A member lives until it is removed, whatever is thought of it. */
    public static Set<String> living(CurrentClusterState state) {
        var living = new HashSet<String>();
        state.getMembers().forEach(member -> living.add(of(member.uniqueAddress())));
        return living;
    }
}
