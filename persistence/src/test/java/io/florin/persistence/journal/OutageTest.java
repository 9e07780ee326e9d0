package io.florin.persistence.journal;

import static io.florin.persistence.journal.JournalProbe.atomic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.audit.ChainCheck;
import io.florin.persistence.journal.JournalException.Unavailable;
import io.florin.persistence.journal.JournalException.Unknown;
import io.florin.persistence.journal.JournalProbe.Outstanding;
import io.florin.persistence.journal.JournalProbe.Verdict;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that goes away in the middle: nothing acknowledged is lost, nothing is guessed. */
class OutageTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration RESUMED_WITHIN = Duration.ofSeconds(5);

    private final String entity = "e-" + UUID.randomUUID();

    @Test
    void aWriteWhoseConnectionDiesHasAnUnknownOutcomeAndIsNotTriedAgain() {
        try (var journal = new JournalProbe(POSTGRES.config())) {
            journal.write(entity, 1, "before");
            Outstanding write;
            try (var _ = POSTGRES.lock("event")) {
                write = journal.send(atomic(journal.event(entity, 2, "in the middle")));
                await().until(() -> POSTGRES.sessionsWaitingForLocks() == 1);
                assertThat(POSTGRES.server().killBackends(POSTGRES.name(), "florin-writer"))
                        .isPositive();
                assertThat(write.await().reasons()).first().isInstanceOf(Unknown.class);
            }
            assertThat(journal.engine().stats().unknownWrites()).isEqualTo(1);
            assertThat(journal.replay(entity).payloads()).containsExactly("before");
            assertThat(journal.write(entity, 2, "again").isStored()).isTrue();
            assertThat(new ChainCheck(journal.engine().database()).check("").isUnchanged())
                    .isTrue();
        }
    }

    @Test
    void aLockThatDoesNotEndFailsTheWriteForCertain() {
        try (var journal = new JournalProbe(POSTGRES.config())) {
            try (var _ = POSTGRES.lock("event")) {
                assertThat(journal.write(entity, 1, "x").reasons())
                        .first()
                        .isInstanceOf(Unavailable.class);
            }
            assertThat(journal.replay(entity).highest()).isZero();
        }
    }

    @Test
    void serviceResumesSoonAfterTheDatabaseReturns() {
        try (var journal = new JournalProbe(POSTGRES.config())) {
            journal.write(entity, 1, "before");
            POSTGRES.server().stop();
            try {
                assertThat(journal.write(entity, 2, "during").verdicts())
                        .containsExactly(Verdict.FAILED);
                // What wakes somebody (FlorinDatabaseAway): a pool that has no connection.
                var database = journal.engine().database();
                await().until(() -> database.writerLoad().open() == 0);
            } finally {
                POSTGRES.server().start();
            }

            await().atMost(RESUMED_WITHIN)
                    .ignoreExceptions()
                    .until(() -> journal.replay(entity).highest() == 1);
            assertThat(journal.write(entity, 2, "after").isStored()).isTrue();
            assertThat(journal.replay(entity).payloads()).containsExactly("before", "after");
        }
    }

    @Test
    void aClosedJournalFailsCleanly() {
        var journal = new JournalProbe(POSTGRES.config());
        var engine = journal.engine();
        journal.write(entity, 1, "x");
        journal.close();

        var event = new NewEvent(2, new Serialized(1, "", new byte[0]), null, null, "w", null);
        var failures =
                List.of(
                        engine.write(entity, List.of(event)),
                        engine.highestSequence(entity),
                        engine.delete(entity, 1),
                        engine.replay(entity, 1, 2, 3, _ -> {}),
                        engine.confirm(entity).toCompletableFuture());
        for (var failure : failures) {
            await().until(failure::isDone);
            assertThat(failure.exceptionNow()).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void whatWaitsWhenTheJournalClosesFailsToo() {
        var journal = new JournalProbe(POSTGRES.config());
        try (var _ = POSTGRES.lock("event")) {
            journal.send(atomic(journal.event(entity, 1, "x")));
            await().until(() -> POSTGRES.sessionsWaitingForLocks() == 1);
            var engine = journal.engine();
            var event = new NewEvent(1, new Serialized(1, "", new byte[0]), null, null, "w", null);
            var queued = engine.write(entity + "-2", List.of(event));
            journal.close();

            assertThat(queued.exceptionNow()).isInstanceOf(Unavailable.class);
        }
    }
}
