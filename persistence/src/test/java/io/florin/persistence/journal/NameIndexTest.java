package io.florin.persistence.journal;

import static io.florin.persistence.journal.JournalProbe.atomic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.journal.JournalException.Unavailable;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.journal.NameQuery.Order;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding events by their names. */
class NameIndexTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private final String entity = "e-" + UUID.randomUUID();
    private JournalProbe journal;

    @BeforeEach
    void open() {
        journal = new JournalProbe(POSTGRES.config(NamedEvent.BINDING));
        journal.write(
                atomic(journal.event(entity, 1, NamedEvent.byKey("k1"))),
                atomic(journal.event(entity, 2, NamedEvent.byRef("r/a/1"))),
                atomic(journal.event(entity, 3, NamedEvent.byRef("r/a/2"))),
                atomic(journal.event(entity, 4, new NamedEvent("k4", "r/a/10", "both"))),
                atomic(journal.event(entity, 5, NamedEvent.byRef("r/b/1"))),
                atomic(journal.event(entity, 6, "no names")));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void keysAndRefsAreFoundEachInTheirOwnIndex() throws Exception {
        assertThat(lookup(key("k1"))).containsExactly(found(1, NamedEvent.byKey("k1")));
        assertThat(lookup(ref("r/a/2"))).containsExactly(found(3, NamedEvent.byRef("r/a/2")));
        assertThat(lookup(ref("k1"))).isEmpty();
        assertThat(lookup(key("r/a/2"))).isEmpty();
    }

    @Test
    void severalNamesAreAskedAtOnceAndAnEventIsFoundOnce() throws Exception {
        assertThat(lookup(key("k4"), ref("r/a/10"), key("nobody"), ref("r/a/1"), key("k1")))
                .extracting(StoredEvent::sequence)
                .containsExactly(1L, 2L, 4L);
    }

    @Test
    void aPrefixFindsTheSmallestOrLargestNamesByBytes() throws Exception {
        assertThat(lookup(new NameQuery.RefPrefix("r/a/", 2, Order.SMALLEST_FIRST)))
                .extracting(StoredEvent::ref)
                .containsExactly("r/a/1", "r/a/10");
        assertThat(lookup(new NameQuery.RefPrefix("r/a/", 1, Order.LARGEST_FIRST)))
                .extracting(StoredEvent::ref)
                .containsExactly("r/a/2");
        assertThat(lookup(new NameQuery.RefPrefix("r/", 100, Order.LARGEST_FIRST))).hasSize(4);
        assertThat(lookup(new NameQuery.RefPrefix("r/a/1_", 100, Order.LARGEST_FIRST))).isEmpty();
    }

    @Test
    void namesOfOtherEntitiesAreNotFound() throws Exception {
        assertThat(journal.engine().names().lookup("somebody", Set.of(key("k1"))))
                .succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .isEqualTo(List.of());
        assertThat(lookup()).isEmpty();
    }

    @Test
    void manyEntitiesAreAnsweredByFewQueries() throws Exception {
        var answers = new ArrayList<CompletableFuture<List<StoredEvent>>>();
        for (int n = 0; n < 500; n++) {
            answers.add(
                    journal.engine()
                            .names()
                            .lookup(entity, Set.of(key("k1")))
                            .toCompletableFuture());
        }
        for (var answer : answers) {
            assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).hasSize(1);
        }
        var stats = journal.engine().stats();
        assertThat(stats.lookups()).isEqualTo(500);
        assertThat(stats.lookupQueries()).isLessThan(250);
    }

    @Test
    void anUnreadableEventFailsOnlyItsOwnLookup() throws Exception {
        journal.write(entity, 7, new NamedEvent("k7", null, NamedEvent.Codec.UNREADABLE));
        var bad = journal.engine().names().lookup(entity, Set.of(key("k7"))).toCompletableFuture();
        assertThat(lookup(key("k1"))).hasSize(1);
        await().until(bad::isDone);
        assertThat(bad.exceptionNow()).isInstanceOf(NotSerializableException.class);
    }

    @Test
    void aLookupThatIsNotAnsweredInTimeFails() throws Exception {
        // Look-ups read only: what keeps them waiting is a table that is being replaced.
        try (var connection = POSTGRES.server().connect(POSTGRES.name());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table event in access exclusive mode");
            var answer =
                    journal.engine()
                            .names()
                            .lookup(entity, Set.of(key("k1")))
                            .toCompletableFuture();
            await().until(answer::isDone);
            assertThat(answer.exceptionNow())
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("florin.journal.lookup-timeout-millis");
            connection.rollback();
        }
        await().ignoreExceptions().until(() -> lookup(key("k1")).size() == 1);
    }

    @Test
    void theHighestNumberCanBeConfirmedInTheDatabase() {
        assertThat(journal.engine().confirm(entity))
                .succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .isEqualTo(6L);
        assertThat(journal.engine().confirm("nobody"))
                .succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .isEqualTo(0L);
    }

    @Test
    void theFirstTextBehindAPrefixIsByBytes() {
        assertThat(NameTable.firstBehind("a")).isEqualTo("b");
        assertThat(NameTable.firstBehind("a/")).isEqualTo("a0");
        assertThat(NameTable.firstBehind("a\uD7FF")).isEqualTo("a\uE000");
        assertThat(NameTable.firstBehind("a" + Character.toString(Character.MAX_CODE_POINT)))
                .isEqualTo("b");
    }

    private static final int PATIENCE_SECONDS = 20;

    private List<StoredEvent> lookup(NameQuery... queries) throws Exception {
        return journal.engine()
                .names()
                .lookup(entity, Set.of(queries))
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static NameQuery key(String key) {
        return new NameQuery.Key(key);
    }

    private static NameQuery ref(String ref) {
        return new NameQuery.Ref(ref);
    }

    private static StoredEvent found(long sequence, NamedEvent event) {
        return new StoredEvent(sequence, event.key(), event.ref(), event);
    }
}
