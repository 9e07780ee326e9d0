package io.florin.persistence.journal;

import static io.florin.persistence.journal.JournalProbe.atomic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.journal.JournalException.Overloaded;
import io.florin.persistence.journal.JournalException.Unavailable;
import io.florin.persistence.journal.JournalProbe.Outstanding;
import io.florin.persistence.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pekko.persistence.PersistentRepr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every bound is met: what happens then, and what the one who met it is told. */
class BoundsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private final String entity = "e-" + UUID.randomUUID();

    @Test
    void aFullQueueFailsTheNextWriteAtOnceAndNamesTheSetting() {
        try (var journal = new JournalProbe(POSTGRES.config("florin.journal.queue-writes = 5"))) {
            var waiting = new ArrayList<Outstanding>();
            try (var _ = POSTGRES.lock("event")) {
                for (int n = 1; n <= 5; n++) {
                    waiting.add(journal.send(atomic(journal.event(entity + n, 1, "x"))));
                }
                await().until(() -> journal.engine().stats().writesWaiting() == 5);

                var refused = journal.write(entity, 1, "x");

                assertThat(refused.reasons())
                        .first()
                        .isInstanceOf(Overloaded.class)
                        .extracting(Throwable::getMessage)
                        .asString()
                        .contains("florin.journal.queue-writes");
            }
            assertThat(waiting).allMatch(write -> write.await().isStored());
            assertThat(journal.write(entity, 1, "x").isStored()).isTrue();
            assertThat(journal.engine().stats().overloadedWrites()).isEqualTo(1);
        }
    }

    @Test
    void tooManyBytesFailTheNextWriteButABigOneAloneIsStored() {
        try (var journal =
                new JournalProbe(POSTGRES.config("florin.journal.queue-bytes = 1048576"))) {
            Outstanding big;
            try (var _ = POSTGRES.lock("event")) {
                big = journal.send(atomic(journal.event(entity, 1, "x".repeat(2_000_000))));
                await().until(() -> journal.engine().stats().writesWaiting() == 1);

                assertThat(journal.write(entity + "-2", 1, "x").reasons())
                        .first()
                        .isInstanceOf(Overloaded.class)
                        .extracting(Throwable::getMessage)
                        .asString()
                        .contains("florin.journal.queue-bytes");
            }
            assertThat(big.await().isStored()).isTrue();
            assertThat(journal.engine().stats().bytesWaiting()).isZero();
        }
    }

    @Test
    void aWriteThatWaitedTooLongIsNotTried() {
        try (var journal =
                new JournalProbe(POSTGRES.config("florin.journal.queue-wait-millis = 100"))) {
            Outstanding running;
            Outstanding waiting;
            try (var _ = POSTGRES.lock("event")) {
                running = journal.send(atomic(journal.event(entity, 1, "x")));
                await().until(() -> POSTGRES.sessionsWaitingForLocks() == 1);
                waiting = journal.send(atomic(journal.event(entity + "-2", 1, "x")));
                // The lock outlives the writer's patience with locks.
                assertThat(running.await().reasons()).first().isInstanceOf(Unavailable.class);
            }
            assertThat(waiting.await().reasons())
                    .first()
                    .isInstanceOf(Overloaded.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("florin.journal.queue-wait-millis");
            assertThat(journal.replay(entity + "-2").highest()).isZero();
        }
    }

    @Test
    void aWriteBiggerThanABatchIsStillOneAtomicWrite() {
        try (var journal = new JournalProbe(POSTGRES.config("florin.journal.batch-events = 10"))) {
            var events =
                    IntStream.rangeClosed(1, 25)
                            .mapToObj(n -> journal.event(entity, n, "x"))
                            .toArray(PersistentRepr[]::new);

            assertThat(journal.write(atomic(events)).isStored()).isTrue();
            assertThat(
                            POSTGRES.count(
                                    "select count(distinct xid) from event where entity = '"
                                            + entity
                                            + "'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aReplayGoesThroughPagesAndKeepsItsLimit() {
        var pages =
                """
                florin.journal.replay-page-events = 7
                florin.journal.replay-page-bytes = 1024
                """;
        try (var journal = new JournalProbe(POSTGRES.config(pages))) {
            var events =
                    IntStream.rangeClosed(1, 200)
                            .mapToObj(n -> journal.event(entity, n, "x".repeat(n)))
                            .toArray(PersistentRepr[]::new);
            journal.write(atomic(events));

            assertThat(journal.replay(entity).sequences())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
            assertThat(journal.replay(entity, 3, 150, 40).sequences())
                    .containsExactlyElementsOf(LongStream.rangeClosed(3, 42).boxed().toList());
        }
    }

    @Test
    void tooManyReadsFailAtOnceAndNameTheSetting() {
        try (var reads = new Reads(1)) {
            var gate = new CountDownLatch(1);
            var first = reads.run(() -> awaitUninterruptibly(gate));
            var second = reads.run(() -> "never");

            assertThat(second)
                    .isCompletedExceptionally()
                    .satisfies(future ->
                            assertThat(future.exceptionNow())
                                    .isInstanceOf(Overloaded.class)
                                    .hasMessageContaining("florin.journal.reads-waiting"));
            gate.countDown();
            await().until(first::isDone);
        }
    }

    @Test
    void twoWritersKeepTheOrderOfEachEntity() {
        try (var journal = new JournalProbe(POSTGRES.config("florin.journal.writers = 2"))) {
            var outstanding = new ArrayList<Outstanding>();
            for (int n = 1; n <= 100; n++) {
                for (int e = 1; e <= 5; e++) {
                    outstanding.add(journal.send(atomic(journal.event(entity + e, n, "x"))));
                }
            }
            assertThat(outstanding).allMatch(write -> write.await().isStored());
            for (int e = 1; e <= 5; e++) {
                assertThat(journal.replay(entity + e).highest()).isEqualTo(100);
            }
        }
    }

    private static String awaitUninterruptibly(CountDownLatch gate) {
        try {
            gate.await();
            return "done";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
