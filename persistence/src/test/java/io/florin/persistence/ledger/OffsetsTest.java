package io.florin.persistence.ledger;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.B;
import static io.florin.persistence.ledger.SampleEvents.deposited;
import static io.florin.persistence.ledger.SampleEvents.opened;
import static io.florin.persistence.ledger.SampleEvents.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.EventReader;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.projection.GroupTransaction;
import io.florin.persistence.projection.OffsetTable;
import io.florin.persistence.projection.Progress;
import io.florin.persistence.projection.StaleOffsetException;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each event counts once, whoever dies or sleeps; and how far behind the read side is. */
class OffsetsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String ROWS =
            "select entity, sequence, line, balance_after from ledger_entry order by 1, 2, 3";

    private static Database database;

    private JournalScribe journal;
    private Projector projector;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        POSTGRES.execute("truncate event, ledger_entry, transfer, hold, wallet, projection_offset");
        journal = new JournalScribe(database);
        projector = new Projector(database);
        journal.write(A, opened(1, "ann"), deposited(2, 5, 5, 0), deposited(3, 5, 10, 0));
        journal.write(B, refused(1), deposited(2, 7, 7, 0));
    }

    @Test
    void aCrashBetweenRowsAndCommitLeavesNothing() throws Exception {
        projector.step(2);
        var before = Tables.text(database, ROWS);

        try (var dying = transaction()) {
            var group = group(3);
            dying.connection();
            group.write(dying.connection());
        } // not committed

        assertThat(Tables.text(database, ROWS)).isEqualTo(before);
        projector.run(2);
        assertThat(Tables.text(database, ROWS))
                .isEqualTo(
                        """
                        default/a | 2 | 0 | 5
                        default/a | 3 | 0 | 10
                        default/b | 2 | 0 | 7
                        """);
    }

    @Test
    void aPausedOldInstanceWritesNothing() throws Exception {
        var group = group(2); // it has read its group, and sleeps before its transaction
        projector.run(10);
        var rows = Tables.text(database, ROWS);

        try (var old = transaction()) {
            old.connection();
            assertThatThrownBy(() -> old.requireOffset(EventOffset.START))
                    .isInstanceOf(StaleOffsetException.class)
                    .hasMessageContaining("this group continues from 0:0:0");
            // Even without that check the keys of the rows refuse it.
            assertThatThrownBy(() -> group.write(old.connection()))
                    .hasMessageContaining("ledger_entry_pkey");
        }
        assertThat(Tables.text(database, ROWS)).isEqualTo(rows);
    }

    @Test
    void anOffsetIsHeldUntilTheEndOfItsTransaction() throws Exception {
        try (var one = transaction();
                var other = database.dedicated()) {
            one.connection();
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                assertThatThrownBy(() ->
                                statement.execute(
                                        "select from projection_offset for update nowait"))
                        .hasMessageContaining("could not obtain lock");
            }
        }
    }

    @Test
    void rebuildingGivesTheSameRows() {
        projector.run(10);
        var rows = Tables.text(database, ROWS);

        LedgerRebuild.begin(database, SliceRange.split(2));
        assertThat(Tables.text(database, ROWS)).isEmpty();
        assertThat(offsets().values()).containsOnly(EventOffset.START).hasSize(2);

        LedgerRebuild.begin(database, List.of(SliceRange.ALL));
        projector.run(1);
        assertThat(Tables.text(database, ROWS)).isEqualTo(rows);
    }

    @Test
    void otherRangesThanTheStoredOnesAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        database.transact(connection -> {
                            OffsetTable.prepare(
                                    connection, OffsetTable.LEDGER, SliceRange.split(4));
                            return true;
                        }))
                .withMessage(
                        "florin.projection.slice-ranges is 4, but the read side was filled by 1:"
                                + " set it to 1, or rebuild the read side.");
    }

    @Test
    void theLagIsTheAgeOfTheOldestUnreadEvent() {
        var progress = new Progress(database, OffsetTable.LEDGER);
        POSTGRES.execute("update event set stored_at = now() - interval '1 minute'");
        assertThat(progress.lags().get(SliceRange.ALL)).isGreaterThan(Duration.ofSeconds(59));
        assertThat(progress.lagMillis()).isBetween(59_000L, 3_600_000L);

        projector.run(10);
        assertThat(progress.lagMillis()).isZero();
        assertThat(progress.lags()).containsOnlyKeys(SliceRange.ALL);
    }

    @Test
    void aCutIsPassedOnceEverythingBeforeItIsRead() {
        var progress = new Progress(database, OffsetTable.LEDGER);
        var cut = new EventReader(database).horizon();
        assertThat(progress.hasPassed(cut)).isFalse();
        assertThat(cut.hasPassed(progress.passed(cut))).isTrue();
        assertThat(progress.passed(cut)).isNotEqualTo(cut);

        projector.run(10);
        assertThat(progress.hasPassed(cut)).isTrue();
        assertThat(progress.passed(cut)).isEqualTo(cut);
        journal.write(A, deposited(4, 1, 11, 0));
        assertThat(progress.hasPassed(cut)).isTrue();
    }

    private GroupTransaction transaction() {
        return new GroupTransaction(database, OffsetTable.LEDGER, SliceRange.ALL);
    }

    /** The next events after the stored offset. */
    private LedgerGroup group(int events) {
        var from = offsets().getOrDefault(SliceRange.ALL, EventOffset.START);
        var group = new LedgerGroup();
        new EventReader(database)
                .read(SliceRange.ALL, from, events).rows().stream()
                        .map(RecordedEvent::of)
                        .forEach(group::add);
        return group;
    }

    private static Map<SliceRange, EventOffset> offsets() {
        return database.autocommit(connection -> OffsetTable.read(connection, OffsetTable.LEDGER));
    }
}
