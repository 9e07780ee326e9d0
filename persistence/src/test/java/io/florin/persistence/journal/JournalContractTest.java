package io.florin.persistence.journal;

import static io.florin.persistence.journal.JournalProbe.atomic;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.journal.JournalProbe.Verdict;
import io.florin.persistence.testing.PostgresExtension;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.persistence.DeleteMessagesSuccess;
import org.apache.pekko.persistence.PersistentRepr;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the journal TCK of Pekko 1.2.1 asks of a plugin, rule by rule, through the real plugin actor
 * and the real database. Every test starts with five events: 1 to 3 alone, 4 and 5 atomically.
 */
class JournalContractTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static JournalProbe journal;

    private String entity;

    @BeforeAll
    static void open() {
        journal = new JournalProbe(POSTGRES.config());
    }

    @AfterAll
    static void close() {
        journal.close();
    }

    @BeforeEach
    void writeFiveEvents() {
        entity = "p-" + UUID.randomUUID();
        var answer =
                journal.write(
                        atomic(event(1)),
                        atomic(event(2)),
                        atomic(event(3)),
                        atomic(event(4), event(5)));
        assertThat(answer.isStored()).isTrue();
    }

    @Test
    void allEventsAreReplayedAsTheyWereWritten() {
        var replayed = journal.replay(entity);

        assertThat(replayed.events())
                .containsExactly(event(1), event(2), event(3), event(4), event(5));
        assertThat(replayed.highest()).isEqualTo(5);
    }

    @Test
    void aReplayKeepsItsLowerBound() {
        assertReplay(3, Long.MAX_VALUE, Long.MAX_VALUE, 3L, 4L, 5L);
    }

    @Test
    void aReplayKeepsItsUpperBound() {
        assertReplay(1, 3, Long.MAX_VALUE, 1L, 2L, 3L);
    }

    @Test
    void aReplayKeepsItsCountLimit() {
        assertReplay(1, Long.MAX_VALUE, 3, 1L, 2L, 3L);
    }

    @Test
    void aReplayKeepsBothBounds() {
        assertReplay(2, 3, Long.MAX_VALUE, 2L, 3L);
    }

    @Test
    void aReplayKeepsBothBoundsAndTheLimit() {
        assertReplay(2, 5, 2, 2L, 3L);
    }

    @Test
    void equalBoundsReplayOneEvent() {
        assertReplay(2, 2, Long.MAX_VALUE, 2L);
    }

    @Test
    void aLimitOfOneReplaysOneEvent() {
        assertReplay(2, 4, 1, 2L);
    }

    @Test
    void aLimitOfZeroReplaysNothing() {
        assertReplay(2, 4, 0);
    }

    @Test
    void boundsTheWrongWayRoundReplayNothing() {
        assertReplay(3, 2, Long.MAX_VALUE);
    }

    @Test
    void anUnknownEntityHasNothingToReplay() {
        var replayed = journal.replay("nobody", 0, Long.MAX_VALUE, Long.MAX_VALUE);

        assertThat(replayed.events()).isEmpty();
        assertThat(replayed.highest()).isZero();
    }

    @Test
    void deletedEventsAreNotReplayedAndTheHighestNumberStays() {
        assertThat(journal.delete(entity, 3)).isEqualTo(new DeleteMessagesSuccess(3));

        assertReplay(0, Long.MAX_VALUE, Long.MAX_VALUE, 4L, 5L);
    }

    @Test
    void theHighestNumberOutlivesEveryEvent() {
        assertThat(journal.delete(entity, Long.MAX_VALUE))
                .isEqualTo(new DeleteMessagesSuccess(Long.MAX_VALUE));

        assertReplay(0, Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(journal.write(atomic(event(6))).isStored()).isTrue();
        assertThat(journal.replay(entity).sequences()).containsExactly(6L);
    }

    @Test
    void whatCannotBeSerialisedIsRejectedAlone() {
        var answer =
                journal.write(
                        atomic(journal.event(entity, 6, "b-6")),
                        atomic(journal.event(entity, 7, new Object())),
                        atomic(journal.event(entity, 8, "b-8")));

        assertThat(answer.verdicts())
                .containsExactly(Verdict.STORED, Verdict.REJECTED, Verdict.STORED);
        assertThat(journal.replay(entity, 6, 8, 10).payloads()).containsExactly("b-6", "b-8");
    }

    @Test
    void oneBadEventRejectsItsWholeAtomicWrite() {
        var answer =
                journal.write(
                        atomic(
                                journal.event(entity, 6, "b-6"),
                                journal.event(entity, 7, new Object())));

        assertThat(answer.verdicts()).containsExactly(Verdict.REJECTED, Verdict.REJECTED);
        assertThat(journal.replay(entity).highest()).isEqualTo(5);
    }

    @Test
    void actorReferencesAreSerialisedWithTheirAddress() {
        var reference = journal.system().deadLetters();
        assertThat(journal.write(entity, 6, reference).isStored()).isTrue();

        assertThat(journal.replay(entity, 6, 6, 1).payloads()).isEqualTo(List.of(reference));
    }

    @Test
    void metadataAndAdapterManifestsAreKept() {
        var written =
                journal.event(entity, 6, "b-6").withMetadata("meta-data").withManifest("adapted");
        assertThat(journal.write(atomic(written)).isStored()).isTrue();
        assertThat(journal.write(entity, 7, "b-7").isStored()).isTrue();

        var replayed = journal.replay(entity, 6, 7, 2).events();
        assertThat(replayed.get(0).metadata().get()).isEqualTo("meta-data");
        assertThat(replayed.get(0).manifest()).isEqualTo("adapted");
        assertThat(replayed.get(1).metadata().isEmpty()).isTrue();
        assertThat(replayed.get(1).manifest()).isEmpty();
    }

    @Test
    void eventsCarryTheTimeTheyWereStored() {
        var now = POSTGRES.count("select extract(epoch from now()) * 1000");

        assertThat(journal.replay(entity).events())
                .allSatisfy(event ->
                        assertThat(event.timestamp()).isBetween(now - 60_000, now + 1_000));
    }

    private PersistentRepr event(long sequence) {
        return journal.event(entity, sequence, "a-" + sequence);
    }

    private void assertReplay(long from, long to, long max, Long... expected) {
        var replayed = journal.replay(entity, from, to, max);
        assertThat(replayed.sequences()).containsExactly(expected);
        assertThat(replayed.highest()).isEqualTo(5);
    }
}
