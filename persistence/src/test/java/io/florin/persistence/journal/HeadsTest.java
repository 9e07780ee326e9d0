package io.florin.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.journal.Heads.Head;
import org.junit.jupiter.api.Test;

class HeadsTest {
    private final Heads heads = new Heads(2);

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(heads.known("a")).isNull();
        assertThat(heads.isBehindFailure("a", 1)).isFalse();
    }

    @Test
    void theLeastRecentlyUsedIsForgotten() {
        heads.stored("a", head(1));
        heads.stored("b", head(1));
        assertThat(heads.known("a")).isNotNull();
        heads.stored("c", head(1));

        assertThat(heads.known("a")).isNotNull();
        assertThat(heads.known("b")).isNull();
    }

    @Test
    void aHeadReadLateDoesNotMoveItBack() {
        heads.stored("a", head(5));
        heads.found("a", head(4));
        assertThat(heads.known("a")).isEqualTo(head(5));
    }

    /** It is older than this node's last write, or the history was deleted and began anew. */
    @Test
    void aRecoveryThatReadsLessThanIsKnownMakesTheTableBeAsked() {
        heads.stored("a", head(5));
        heads.recovered("a", head(4));
        assertThat(heads.known("a")).isNull();

        heads.recovered("a", Head.EMPTY);
        assertThat(heads.known("a")).isEqualTo(Head.EMPTY);
    }

    @Test
    void afterAFailureOnlyRepeatsAreTakenUntilTheEntityRecovers() {
        heads.stored("a", head(5));
        heads.failed("a", 8);
        heads.failed("a", 6);
        heads.failed("a", 7);

        assertThat(heads.isBehindFailure("a", 6)).isFalse();
        assertThat(heads.isBehindFailure("a", 7)).isTrue();
        assertThat(heads.known("a")).isEqualTo(head(5));
        heads.recovered("a", head(5));
        assertThat(heads.isBehindFailure("a", 7)).isFalse();
    }

    @Test
    void aRepeatThatIsStoredEndsTheFailure() {
        heads.failed("a", 6);
        heads.stored("a", head(6));

        assertThat(heads.isBehindFailure("a", 7)).isFalse();
    }

    private static Head head(long sequence) {
        return new Head(sequence, Hash.NONE);
    }
}
