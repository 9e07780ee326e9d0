package io.florin.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events in commit order: no gap, no repeat, whatever the writers do. */
class EventReaderTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private Database database;
    private EventReader reader;

    @BeforeEach
    void open() {
        database = POSTGRES.open();
        reader = new EventReader(database);
        POSTGRES.execute("truncate event");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEmptyJournalMovesTheOffsetAllTheSame() {
        var page = reader.read(SliceRange.ALL, EventOffset.START, 10);

        assertThat(page.rows()).isEmpty();
        assertThat(page.more()).isFalse();
        assertThat(page.isWithholding()).isFalse();
        assertThat(page.next()).isGreaterThan(EventOffset.START);
        assertThat(reader.read(SliceRange.ALL, page.next(), 10).rows()).isEmpty();
    }

    @Test
    void pagesContinueInTheMiddleOfATransaction() throws Exception {
        try (var connection = connect()) {
            for (int n = 1; n <= 25; n++) {
                insert(connection, n % 4, "e", n, n);
            }
            connection.commit();
        }

        assertThat(sequences(SliceRange.ALL, 10)).containsExactlyElementsOf(upTo(25));
        assertThat(sequences(SliceRange.ALL, 25)).containsExactlyElementsOf(upTo(25));
        assertThat(sequences(new SliceRange(1, 1), 2))
                .containsExactly(1L, 5L, 9L, 13L, 17L, 21L, 25L);
    }

    @Test
    void anOlderOpenTransactionWithholdsWhatWasCommittedLater() throws Exception {
        try (var older = connect();
                var younger = connect()) {
            insert(older, 0, "older", 1, 1);
            insert(younger, 0, "younger", 1, 1);
            younger.commit();

            var page = reader.read(SliceRange.ALL, EventOffset.START, 10);
            assertThat(page.rows()).isEmpty();
            assertThat(page.isWithholding()).isTrue();
            assertThat(reader.read(new SliceRange(1, 9), EventOffset.START, 10).isWithholding())
                    .isFalse();

            older.commit();
            var all = reader.read(SliceRange.ALL, page.next(), 10);
            assertThat(all.rows()).extracting(EventRow::entity).containsExactly("older", "younger");
            assertThat(all.isWithholding()).isFalse();
        }
    }

    @Test
    void aRolledBackTransactionLeavesNothingBehind() throws Exception {
        try (var one = connect()) {
            insert(one, 0, "gone", 1, 1);
            one.rollback();
            insert(one, 0, "there", 1, 1);
            one.commit();
        }
        assertThat(reader.read(SliceRange.ALL, EventOffset.START, 10).rows())
                .extracting(EventRow::entity)
                .containsExactly("there");
    }

    @Test
    void concurrentWritersAreReadInOrderWithoutGapOrRepeat() throws Exception {
        int writers = 6;
        int transactions = 60;
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = threads.submit(() -> readUntil(done));
            var writing = new ArrayList<Future<?>>();
            for (int writer = 0; writer < writers; writer++) {
                int id = writer;
                writing.add(threads.submit(() -> write(id, transactions)));
            }
            for (var writer : writing) {
                writer.get(60, TimeUnit.SECONDS);
            }
            done.set(true);
            var rows = reading.get(60, TimeUnit.SECONDS);

            assertThat(rows).isSortedAccordingTo((a, b) -> a.offset().compareTo(b.offset()));
            assertThat(new HashSet<>(rows.stream().map(EventRow::offset).toList()))
                    .hasSameSizeAs(rows);
            assertThat((long) rows.size()).isEqualTo(POSTGRES.count("select count(*) from event"));
            for (int writer = 0; writer < writers; writer++) {
                var entity = "w" + writer;
                assertThat(rows)
                        .filteredOn(row -> row.entity().equals(entity))
                        .extracting(EventRow::sequence)
                        .isSorted();
            }
        }
    }

    @Test
    void aCutIsPassedWhenEverythingBeforeItWasRead() throws Exception {
        try (var connection = connect()) {
            insert(connection, 0, "before", 1, 1);
            connection.commit();
            var cut = reader.horizon();
            insert(connection, 0, "behind", 1, 1);
            connection.commit();

            var first = reader.read(SliceRange.ALL, EventOffset.START, 1);
            assertThat(first.rows()).extracting(EventRow::entity).containsExactly("before");
            assertThat(first.rows().getFirst().offset()).isLessThan(cut);
            var second = reader.read(SliceRange.ALL, first.next(), 10);
            assertThat(second.rows().getFirst().offset()).isGreaterThan(cut);
            assertThat(second.next().hasPassed(cut)).isTrue();
        }
    }

    @Test
    void anOffsetOfAnotherDatabaseIsRefused() {
        assertThatThrownBy(() -> reader.read(SliceRange.ALL, new EventOffset(99, 1, 1), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("later era");
    }

    private List<EventRow> readUntil(AtomicBoolean done) {
        var rows = new ArrayList<EventRow>();
        var offset = EventOffset.START;
        while (true) {
            boolean last = done.get();
            var page = reader.read(SliceRange.ALL, offset, 7);
            rows.addAll(page.rows());
            offset = page.next();
            if (last && !page.more()) return rows;
        }
    }

    /** Transactions of one to five rows that stay open for a while, some of which never commit. */
    private @Nullable Void write(int writer, int transactions) throws SQLException {
        var random = new SplittableRandom(writer);
        long sequence = 1;
        try (var connection = connect()) {
            for (int n = 0; n < transactions; n++) {
                int rows = random.nextInt(1, 6);
                for (int row = 1; row <= rows; row++) {
                    insert(connection, random.nextInt(1024), "w" + writer, sequence + row, row);
                }
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    sequence += rows;
                }
            }
        }
        return null;
    }

    private List<Long> sequences(SliceRange slices, int rowsMax) {
        var sequences = new ArrayList<Long>();
        var offset = EventOffset.START;
        EventPage page;
        do {
            page = reader.read(slices, offset, rowsMax);
            page.rows().forEach(row -> sequences.add(row.sequence()));
            offset = page.next();
        } while (page.more());
        return sequences;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private Connection connect() throws SQLException {
        var connection = POSTGRES.server().connect(POSTGRES.name());
        connection.setAutoCommit(false);
        return connection;
    }

    private void insert(
            Connection connection, int slice, String entity, long sequence, int position)
            throws SQLException {
        var sql =
                """
                insert into event (era, position, slice, entity, sequence, serializer, manifest,
                                   bytes, writer, hash)
                values (?, ?, ?, ?, ?, 1, '', '', 'w', decode(repeat('00', 32), 'hex'))
                """;
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, database.era());
            statement.setInt(2, position);
            statement.setInt(3, slice);
            statement.setString(4, entity);
            statement.setLong(5, sequence);
            statement.executeUpdate();
        }
    }
}
