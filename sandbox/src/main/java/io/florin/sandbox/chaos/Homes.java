package io.florin.sandbox.chaos;

import java.util.Set;
import java.util.TreeSet;

/** Which wallets live on some nodes: their shards, as Pekko Management lists them. */
record Homes(Set<String> shards) {
    /** Of {@code pekko.cluster.sharding.number-of-shards}. */
    private static final int SHARDS = 64;

    Homes {
        shards = Set.copyOf(shards);
    }

    /** As it is now. */
    static Homes of(Grounds grounds, Set<Integer> nodes) {
        var shards = new TreeSet<String>();
        for (int node : nodes) shards.addAll(grounds.node(node).shards());
        return new Homes(shards);
    }

    boolean hold(String wallet) {
        return shards.contains(shard(wallet));
    }

    /** As Pekko's sharding computes it from the wallet's full name. */
    static String shard(String wallet) {
        return Integer.toString(Math.abs(("default/" + wallet).hashCode() % SHARDS));
    }
}
