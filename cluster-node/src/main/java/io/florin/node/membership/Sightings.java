package io.florin.node.membership;

import io.florin.persistence.membership.LiveNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Since when lives of nodes have been seen, look after look, by the database's clock. A fresh row
 * alone may be that of a node that was just killed; one that was refreshed since is not.
 */
record Sightings(Map<String, Instant> since) {
    static final Sightings NONE = new Sightings(Map.of());

    Sightings {
        since = Map.copyOf(since);
    }

    /** After a look at which these nodes, and no others, were there. */
    Sightings next(Stream<LiveNode> there, Instant now) {
        var next = new HashMap<String, Instant>();
        there.forEach(node -> {
            var incarnation = node.card().incarnation();
            next.put(incarnation, since.getOrDefault(incarnation, now));
        });
        return new Sightings(next);
    }

    /** Whether it has refreshed its row since it was seen first. */
    boolean isAlive(LiveNode node) {
        var first = since.get(node.card().incarnation());
        return first != null && node.seenAt().isAfter(first);
    }

    /** For how long it has been seen. */
    Duration of(LiveNode node, Instant now) {
        return Duration.between(since.getOrDefault(node.card().incarnation(), now), now);
    }
}
