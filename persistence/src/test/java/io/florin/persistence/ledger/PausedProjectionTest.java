package io.florin.persistence.ledger;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.B;
import static io.florin.persistence.ledger.SampleEvents.deposited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseSettings;
import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.EventReader;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.projection.GroupTransaction;
import io.florin.persistence.projection.OffsetTable;
import io.florin.persistence.testing.PausableLink;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.wallet.WalletEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node stopped (SIGSTOP) in a projection's transaction: what it holds, and with it the horizon of
 * every reader, is let go after the time limit of its session, wherever it was stopped.
 */
class PausedProjectionTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration SOON = Duration.ofSeconds(3);

    private PausableLink link;
    private Database database;
    private Database linked;
    private LedgerGroup group;
    private EventOffset horizon;

    @BeforeEach
    void storeEvents() {
        link = PausableLink.to(POSTGRES.server().port());
        database = POSTGRES.open();
        linked = Database.open(throughLink());
        POSTGRES.execute("truncate event, ledger_entry, projection_offset");
        var journal = new JournalScribe(database);
        journal.write(
                A,
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(n -> deposited(n, 1, n, 0))
                        .toArray(WalletEvent[]::new));
        database.transact(connection -> {
            OffsetTable.prepare(connection, OffsetTable.LEDGER, List.of(SliceRange.ALL));
            return true;
        });
        group = new LedgerGroup();
        read(EventOffset.START).forEach(group::add);
        horizon = new EventReader(database).horizon();
    }

    @AfterEach
    void close() {
        linked.close();
        link.close();
        database.close();
    }

    @Test
    void stoppedInTheMiddleOfItsRows() throws Exception {
        var connection = transaction().connection();
        link.pauseAfterBytes(20_000);
        var written = CompletableFuture.supplyAsync(() -> write(connection));
        await().until(link::isPaused);

        assertReadersAreHeldUpForAMoment();

        link.resume();
        await().until(written::isDone);
        assertThat(written).isCompletedWithValue(false);
    }

    @Test
    void stoppedBetweenTwoStatements() throws Exception {
        transaction().connection();

        assertReadersAreHeldUpForAMoment();
    }

    private void assertReadersAreHeldUpForAMoment() {
        new JournalScribe(database).write(B, deposited(1, 1, 1, 0));
        assertThat(read(horizon)).isEmpty();
        await().atMost(SOON).until(() -> !read(horizon).isEmpty());
    }

    private GroupTransaction transaction() {
        return new GroupTransaction(linked, OffsetTable.LEDGER, SliceRange.ALL);
    }

    /** Whether the server has taken the rows. */
    private boolean write(Connection connection) {
        try (connection) {
            group.write(connection);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private List<RecordedEvent> read(EventOffset after) {
        return new EventReader(database)
                .read(SliceRange.ALL, after, 10_000).rows().stream()
                        .map(RecordedEvent::of)
                        .toList();
    }

    private DatabaseSettings throughLink() {
        return DatabaseSettings.from(
                POSTGRES.config(
                        """
                        florin.database.reader-timeout-millis = 1000
                        florin.database.url = "jdbc:postgresql://127.0.0.1:%d/%s"
                        """
                                .formatted(link.port(), POSTGRES.name())));
    }
}
