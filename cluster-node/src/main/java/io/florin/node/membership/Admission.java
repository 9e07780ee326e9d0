package io.florin.node.membership;

import io.florin.persistence.membership.LiveNode;
import io.florin.persistence.membership.Roll;
import io.florin.persistence.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules by which a node may start, enter its cluster, and stay. Only who is a member of a
 * cluster speaks against a newcomer, and nobody at the newcomer's own address. Who speaks against
 * it and has not refreshed its row since it was seen first may be dead: that is waited for.
 */
final class Admission {
    private static final Comparator<LiveNode> BY_AGE =
            Comparator.comparing(Admission::age).thenComparing(node -> node.card().address());

    private Admission() {}

    /** Why a clock is too far off to start with. */
    static Optional<String> clock(ClockOffset offset, Duration limit) {
        if (!offset.exceeds(limit)) return Optional.empty();
        return Optional.of(
                ("The clock of this node is %s the database's, and %d s are the most: "
                                + "set the clock that is wrong (NTP).")
                        .formatted(offset.words(), limit.toSeconds()));
    }

    /** Before it starts, and before it migrates anything. */
    static Verdict beforehand(Candidate own, Roll roll, Sightings seen) {
        boolean meetsThem =
                own.seeds()
                        .map(seeds -> others(roll, own.address()).anyMatch(isAmong(seeds)))
                        .orElse(true);
        return judged(
                others(roll, own.address()),
                seen,
                node ->
                        meetsThem
                                ? discord(own.release(), own.apps(), node)
                                : Optional.of(unreachable(node)));
    }

    /**
     * When it has become a member, with these lives of nodes beside it. If none of them had entered
     * before, this is a cluster that is being founded: then there may be no other.
     */
    static Verdict entering(Candidate own, Roll roll, Set<String> members, Sightings seen) {
        boolean isFounding = others(roll, own.address()).noneMatch(isMember(members));
        return judged(
                others(roll, own.address()),
                seen,
                node -> {
                    if (isMember(members).test(node)) {
                        return discord(own.release(), own.apps(), node);
                    }
                    return isFounding ? Optional.of(otherCluster(node)) : Optional.empty();
                });
    }

    /**
     * While it runs: nodes that live beside its cluster for longer than a downed one does are
     * another cluster. The one that has the oldest member goes on, and both see the same rows:
     * never do both end.
     */
    static Verdict among(Roll roll, Set<String> members, Sightings seen, Duration limit) {
        var lasting =
                strangers(roll, members)
                        .filter(seen::isAlive)
                        .filter(node -> seen.of(node, roll.now()).compareTo(limit) > 0)
                        .toList();
        if (lasting.isEmpty()) return new Verdict.Admitted();
        var ours = roll.entered().filter(isMember(members));
        var oldest = Stream.concat(ours, lasting.stream()).min(BY_AGE).orElseThrow();
        var sentence = otherCluster(lasting.getFirst());
        return isMember(members).test(oldest)
                ? new Verdict.Doubtful(sentence)
                : new Verdict.Refused(sentence);
    }

    /** Members of clusters that are none of these. */
    static Stream<LiveNode> strangers(Roll roll, Set<String> members) {
        return roll.entered().filter(isMember(members).negate());
    }

    private static Stream<LiveNode> others(Roll roll, Optional<String> own) {
        return roll.entered().filter(node -> !own.equals(Optional.of(node.card().address())));
    }

    private static Verdict judged(
            Stream<LiveNode> nodes,
            Sightings seen,
            Function<LiveNode, Optional<String>> objection) {
        Verdict verdict = new Verdict.Admitted();
        for (var node : nodes.toList()) {
            var sentence = objection.apply(node);
            if (sentence.isEmpty()) continue;
            if (seen.isAlive(node)) return new Verdict.Refused(sentence.get());
            verdict = new Verdict.Doubtful(sentence.get());
        }
        return verdict;
    }

    private static Predicate<LiveNode> isAmong(Set<String> addresses) {
        return node -> addresses.contains(node.card().address());
    }

    private static Predicate<LiveNode> isMember(Set<String> members) {
        return node -> members.contains(node.card().incarnation());
    }

    private static Instant age(LiveNode node) {
        var entered = node.enteredAt();
        return entered == null ? Instant.MAX : entered;
    }

    private static Optional<String> discord(Release release, Set<String> apps, LiveNode other) {
        var card = other.card();
        if (!release.goesWith(card.release())) {
            return Optional.of(
                    ("This node is of release %s, and the node at %s of %s, but releases in one"
                         + " cluster are at most one minor release apart: go by way of those"
                         + " between, or stop all nodes first.")
                            .formatted(release, card.address(), card.release()));
        }
        var missing = new TreeSet<>(card.apps());
        missing.removeAll(apps);
        if (apps.isEmpty() || missing.isEmpty()) return Optional.empty();
        return Optional.of(
                ("The node at %s serves apps that this one does not know (%s): give "
                                + "it their files (florin.http.apps-folder), or, to remove an app, "
                                + "stop all nodes that serve it first.")
                        .formatted(card.address(), String.join(", ", missing)));
    }

    private static String unreachable(LiveNode node) {
        return ("The database that florin.database.url names belongs to the cluster "
                        + "of the node at %s, and pekko.cluster.seed-nodes names no member of "
                        + "it: name one, or another database.")
                .formatted(node.card().address());
    }

    private static String otherCluster(LiveNode node) {
        return ("The database that florin.database.url names is used by two "
                        + "clusters, this one and that of the node at %s: let the nodes of one "
                        + "join the other (pekko.cluster.seed-nodes, or the labels of their "
                        + "pods), or give it another database.")
                .formatted(node.card().address());
    }
}
