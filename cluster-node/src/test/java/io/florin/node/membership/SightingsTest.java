package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.membership.Card;
import io.florin.persistence.membership.LiveNode;
import io.florin.persistence.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private static final Instant START = Instant.parse("2026-11-21T05:00:00Z");

    private static LiveNode ann(int seenAfterSeconds) {
        var card = new Card("ann:1", "ann:1#a", Release.parse("1.2.3"), Set.of());
        return new LiveNode(card, START, START.plusSeconds(seenAfterSeconds));
    }

    private static Sightings look(Sightings before, int afterSeconds, LiveNode... there) {
        return before.next(Stream.of(there), START.plusSeconds(afterSeconds));
    }

    @Test
    void aNodeIsAliveOnceItHasRefreshedItsRowUnderOurEyes() {
        assertThat(Sightings.NONE.isAlive(ann(9))).isFalse();
        var first = look(Sightings.NONE, 10, ann(9));
        assertThat(first.isAlive(ann(9))).isFalse();
        var second = look(first, 11, ann(9));
        assertThat(second.isAlive(ann(9))).isFalse();
        assertThat(second.isAlive(ann(11))).isTrue();
    }

    @Test
    void itIsSeenForAsLongAsItIsThereAtEveryLook() {
        var sightings = look(look(Sightings.NONE, 10, ann(9)), 12, ann(11));
        assertThat(sightings.of(ann(11), START.plusSeconds(15))).isEqualTo(Duration.ofSeconds(5));
        var again = look(look(sightings, 16), 20, ann(19));
        assertThat(again.of(ann(19), START.plusSeconds(21))).isEqualTo(Duration.ofSeconds(1));
        assertThat(again.isAlive(ann(19))).isFalse();
    }
}
