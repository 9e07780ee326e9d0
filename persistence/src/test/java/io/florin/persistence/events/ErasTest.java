package io.florin.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.journal.JournalEngine;
import io.florin.persistence.testing.PostgresExtension;
import org.apache.pekko.actor.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A journal that moved to another server (a logical restore). The other server is pretended: the
 * era's identifier is changed, as if the rows had come from elsewhere.
 */
class ErasTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void anotherServerOpensAnEraAndEarlierRowsAreAllVisible() {
        try (var database = POSTGRES.open()) {
            assertThat(database.era()).isEqualTo(1);
            insert(1, 1, "first server");
        }
        try (var again = POSTGRES.open()) {
            assertThat(again.era()).isEqualTo(1);
        }

        POSTGRES.execute("update era set system_identifier = 42");
        // The old server was far ahead: its transaction ids lie above everything here.
        POSTGRES.execute("update event set xid = '99999999999'");
        try (var restored = POSTGRES.open()) {
            assertThat(restored.era()).isEqualTo(2);
            insert(2, 2, "second server");

            var reader = new EventReader(restored);
            var first = reader.read(SliceRange.ALL, EventOffset.START, 10);
            assertThat(first.rows()).extracting(EventRow::entity).containsExactly("first server");
            assertThat(first.more()).isTrue();
            var second = reader.read(SliceRange.ALL, first.next(), 10);
            assertThat(second.rows()).extracting(EventRow::entity).containsExactly("second server");
            assertThat(second.more()).isFalse();
            assertThat(reader.horizon()).isGreaterThan(first.rows().getFirst().offset());
        }
        assertThat(POSTGRES.count("select count(*) from era")).isEqualTo(2);
    }

    @Test
    void theJournalWritesTheEraItWasOpenedIn() {
        var system = ActorSystem.create("eras", POSTGRES.config());
        var engine = JournalEngine.get(system);
        assertThat(engine.database().era())
                .isEqualTo((int) POSTGRES.count("select max(era) from era"));
        system.terminate();
    }

    private static void insert(int era, long sequence, String entity) {
        POSTGRES.execute(
                "insert into event (era, position, slice, entity, sequence, serializer, manifest,"
                        + " bytes, writer, hash) values ("
                        + era
                        + ", 1, 1, '"
                        + entity
                        + "', "
                        + sequence
                        + ", 1, '', '', 'w', decode(repeat('00', 32), 'hex'))");
    }
}
