package io.florin.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.sandbox.wire.Link.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lossy link loses, without a wire. */
class LinkTest {
    private static final int PIECES = 100;

    private static Link lossy(String name, long seed) {
        var link = new Link(name);
        link.lose(50, seed);
        return link;
    }

    private static List<Duration> late(Link link, Way way) throws InterruptedException {
        var late = new ArrayList<Duration>();
        for (int i = 0; i < PIECES; i++) late.add(link.delay(way));
        return late;
    }

    @Test
    void theSameSeedLosesTheSameAgainHoweverBusyTheOtherWayIs() throws Exception {
        var link = lossy("one to two", 7);
        var busy = lossy("one to two", 7);
        var lateWhileBusy = new ArrayList<Duration>();
        for (int i = 0; i < PIECES; i++) {
            lateWhileBusy.add(busy.delay(Way.THERE));
            if (i % 3 > 0) busy.delay(Way.BACK);
        }
        assertThat(late(link, Way.THERE)).isEqualTo(lateWhileBusy);
    }

    @Test
    void anotherSeedAnotherWayAndAnotherLinkLoseOtherPieces() throws Exception {
        var late = late(lossy("one to two", 7), Way.THERE);
        assertThat(late).contains(Duration.ZERO).anyMatch(Duration::isPositive);
        assertThat(late(lossy("one to two", 8), Way.THERE)).isNotEqualTo(late);
        assertThat(late(lossy("one to two", 7), Way.BACK)).isNotEqualTo(late);
        assertThat(late(lossy("two to one", 7), Way.THERE)).isNotEqualTo(late);
    }

    @Test
    void whatIsMendedLosesNothing() throws Exception {
        var link = lossy("one to two", 7);
        link.mend();
        assertThat(late(link, Way.THERE)).containsOnly(Duration.ZERO);
        assertThat(link.held()).isZero();
    }
}
