package io.florin.node.membership;

import com.typesafe.config.Config;
import java.util.List;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.Invalid;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import org.apache.pekko.cluster.Valid$;
import org.apache.pekko.japi.Util;
import scala.collection.immutable.Seq;

/**
 * Settings by which the nodes of a cluster find each other's work; both sides of a join compare
 * them, and a node that differs does not get in. Pekko itself compares the downing provider, the
 * strategy of its resolver and where sharding keeps its state. A setting that one of the two does
 * not have is of another release, and is not compared: neighbouring releases go together.
 */
public final class SameSettings extends JoinConfigCompatChecker {
    private static final List<String> KEYS =
            List.of(
                    "pekko.cluster.sharding.number-of-shards",
                    "florin.session.shards",
                    "florin.limit.shards",
                    "florin.projection.slice-ranges",
                    "pekko.cluster.split-brain-resolver.lease-majority.lease-name",
                    "pekko.cluster.split-brain-resolver.lease-majority.lease-implementation");

    @Override
    public Seq<String> requiredKeys() {
        return Util.immutableSeq(KEYS);
    }

    @Override
    public ConfigValidation check(Config theirs, Config ours) {
        var differences = differences(theirs, ours);
        return differences.isEmpty()
                ? Valid$.MODULE$.getInstance()
                : new Invalid(Util.immutableSeq(differences));
    }

    static List<String> differences(Config theirs, Config ours) {
        return KEYS.stream()
                .filter(key -> theirs.hasPath(key) && ours.hasPath(key))
                .filter(key -> !theirs.getString(key).equals(ours.getString(key)))
                .map(key ->
                        ("%s is %s there and %s here: set it to the same on every node, and "
                                        + "to change it stop them all first.")
                                .formatted(key, theirs.getString(key), ours.getString(key)))
                .toList();
    }
}
