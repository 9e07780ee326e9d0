package io.florin.persistence.journal;

import static io.florin.persistence.journal.JournalProbe.atomic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.audit.ChainCheck;
import io.florin.persistence.journal.JournalException.Conflict;
import io.florin.persistence.journal.JournalException.Refused;
import io.florin.persistence.journal.JournalException.Unavailable;
import io.florin.persistence.journal.JournalProbe.Outstanding;
import io.florin.persistence.journal.JournalProbe.Verdict;
import io.florin.persistence.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How writes are gathered, kept in order, refused and told apart. */
class WritesTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private final String entity = "e-" + UUID.randomUUID();
    private JournalProbe journal;

    @BeforeEach
    void open() {
        // One remembered head: chains must hold when nearly every one is looked up again.
        journal =
                new JournalProbe(POSTGRES.config(NamedEvent.BINDING + "florin.journal.heads = 1"));
    }

    @AfterEach
    void everyChainHoldsWhateverTheTestDid() {
        assertThat(new ChainCheck(journal.engine().database()).check("").difference()).isEmpty();
        journal.close();
    }

    @Test
    void writesOfOneEntityAreStoredInTheOrderTheyCame() {
        var outstanding = new ArrayList<Outstanding>();
        for (int n = 1; n <= 300; n++) {
            outstanding.add(journal.send(atomic(journal.event(entity, n, "a-" + n))));
            outstanding.add(journal.send(atomic(journal.event(entity + "-other", n, "b-" + n))));
        }

        assertThat(outstanding).allMatch(write -> write.await().isStored());
        assertThat(journal.replay(entity).sequences())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
        assertThat(journal.replay(entity).payloads()).startsWith("a-1", "a-2").endsWith("a-300");
    }

    @Test
    void writesThatWaitAreStoredInOneStatement() {
        var waiting = new ArrayList<Outstanding>();
        try (var _ = POSTGRES.lock("event")) {
            waiting.add(journal.send(atomic(journal.event(entity + "-0", 1, "first"))));
            await().until(() -> POSTGRES.sessionsWaitingForLocks() == 1);
            for (int n = 1; n <= 100; n++) {
                waiting.add(journal.send(atomic(journal.event(entity + "-" + n, 1, "x"))));
            }
            await().until(() -> journal.engine().stats().writesWaiting() == 101);
        }

        assertThat(waiting).allMatch(write -> write.await().isStored());
        assertThat(journal.engine().stats().batches()).isEqualTo(2);
        assertThat(journal.engine().stats().events()).isEqualTo(101);
    }

    @Test
    void aTakenSequenceNumberFailsTheWriteAndIsNeverARejection() {
        journal.write(entity, 1, "mine");

        var answer = journal.write(entity, 1, "another's");

        assertThat(answer.verdicts()).containsExactly(Verdict.FAILED);
        assertThat(answer.reasons()).first().isInstanceOf(Conflict.class);
        assertThat(journal.replay(entity).payloads()).containsExactly("mine");
    }

    @Test
    void aTakenNameFailsTheWholeAtomicWrite() {
        journal.write(entity, 1, NamedEvent.byKey("k1"));
        journal.write(entity, 2, NamedEvent.byRef("r1"));

        for (var taken : List.of(NamedEvent.byKey("k1"), NamedEvent.byRef("r1"))) {
            journal.replay(entity);
            var answer =
                    journal.write(
                            atomic(
                                    journal.event(entity, 3, NamedEvent.byKey("fresh")),
                                    journal.event(entity, 4, taken)));
            assertThat(answer.verdicts()).containsExactly(Verdict.FAILED, Verdict.FAILED);
            assertThat(answer.reasons()).first().isInstanceOf(Conflict.class);
        }
        assertThat(journal.replay(entity).highest()).isEqualTo(2);
    }

    @Test
    void namesBelongToOneEntityAndToOneKind() {
        assertThat(journal.write(entity, 1, NamedEvent.byKey("n")).isStored()).isTrue();
        assertThat(journal.write(entity, 2, NamedEvent.byRef("n")).isStored()).isTrue();
        assertThat(journal.write(entity + "-2", 1, NamedEvent.byKey("n")).isStored()).isTrue();
    }

    @Test
    void oneBadWriteAmongManyFailsAlone() {
        journal.write(entity + "-37", 1, NamedEvent.byKey("taken"));
        var waiting = new ArrayList<Outstanding>();
        try (var _ = POSTGRES.lock("event")) {
            waiting.add(journal.send(atomic(journal.event(entity, 1, "first"))));
            await().until(() -> POSTGRES.sessionsWaitingForLocks() == 1);
            for (int n = 1; n <= 60; n++) {
                long sequence = n == 37 ? 2 : 1;
                var event = journal.event(entity + "-" + n, sequence, NamedEvent.byKey("taken"));
                waiting.add(journal.send(atomic(event)));
            }
            await().until(() -> journal.engine().stats().writesWaiting() == 61);
        }

        var answers = waiting.stream().map(Outstanding::await).toList();
        assertThat(answers.get(37).verdicts()).containsExactly(Verdict.FAILED);
        assertThat(answers.get(37).reasons()).first().isInstanceOf(Conflict.class);
        assertThat(answers).filteredOn(answer -> !answer.isStored()).hasSize(1);
        assertThat(journal.engine().stats().refusedBatches()).isPositive();
    }

    @Test
    void textThatPostgresCannotStoreFailsAlone() {
        var answer = journal.write(entity, 1, NamedEvent.byKey("nul\0inside"));

        assertThat(answer.verdicts()).containsExactly(Verdict.FAILED);
        assertThat(answer.reasons()).first().isInstanceOf(Refused.class);
        assertThat(journal.write("x".repeat(9_000) + UUID.randomUUID(), 1, "x").isStored())
                .isTrue();
    }

    @Test
    void aNameThatIsTooLongIsRejected() {
        var answer = journal.write(entity, 1, NamedEvent.byKey("k".repeat(513)));

        assertThat(answer.verdicts()).containsExactly(Verdict.REJECTED);
        assertThat(journal.write(entity, 1, NamedEvent.byKey("ก".repeat(512))).isStored()).isTrue();
    }

    @Test
    void whatFollowsAFailedWriteIsNotStoredUntilTheEntityRecovers() {
        journal.write(entity, 1, "mine");

        var failed = journal.send(atomic(journal.event(entity, 1, "another's")));
        var follower = journal.send(atomic(journal.event(entity, 2, "decided on another's")));

        assertThat(failed.await().verdicts()).containsExactly(Verdict.FAILED);
        assertThat(follower.await().reasons()).first().isInstanceOf(Unavailable.class);
        assertThat(journal.replay(entity).payloads()).containsExactly("mine");
        assertThat(journal.write(entity, 2, "decided again").isStored()).isTrue();
    }

    @Test
    void whoWatchesTheJournalAndFailsHarmsNoWrite() {
        var told = new AtomicInteger();
        journal.engine()
                .watch((_, _) -> {
                    told.incrementAndGet();
                    throw new IllegalStateException("It has no room for more.");
                });

        var first = journal.write(entity, 1, "one");
        await().until(() -> told.get() == 1);
        var second = journal.write(entity, 2, "two");

        assertThat(first.isStored()).isTrue();
        assertThat(second.isStored()).as("one that follows").isTrue();
        assertThat(journal.replay(entity).payloads()).containsExactly("one", "two");
    }

    @Test
    void theHighestNumberWaitsForTheEntitysPendingWrite() {
        journal.write(entity, 1, "one");
        Outstanding write;
        JournalProbe.OutstandingReplay replay;
        try (var _ = POSTGRES.lock("event")) {
            write = journal.send(atomic(journal.event(entity, 2, "two")));
            await().until(() -> POSTGRES.sessionsWaitingForLocks() == 1);
            replay = journal.sendReplay(entity, 1, Long.MAX_VALUE, Long.MAX_VALUE);
            assertThat(journal.replay("somebody else").highest()).isZero();
        }

        assertThat(replay.await().payloads()).containsExactly("one", "two");
        assertThat(write.await().isStored()).isTrue();
    }

    @Test
    void severalEntitiesMayComeInOneMessage() {
        var answer =
                journal.write(
                        atomic(journal.event(entity + "-a", 1, "a1")),
                        atomic(journal.event(entity + "-b", 1, "b1")),
                        atomic(journal.event(entity + "-a", 2, "a2")));

        assertThat(answer.isStored()).isTrue();
        assertThat(journal.replay(entity + "-a").payloads()).containsExactly("a1", "a2");
        assertThat(journal.replay(entity + "-b").payloads()).containsExactly("b1");
    }
}
