package io.florin.persistence.journal;

import com.typesafe.config.Config;
import io.florin.persistence.database.Database;
import io.florin.persistence.journal.SnapshotTable.Range;
import io.florin.persistence.journal.SnapshotTable.Row;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Future;

/**
 * The snapshot store plugin, path {@code florin.snapshots}. Pekko makes it from configuration.
 *
 * <p>A snapshot that this release cannot read (a newer one wrote it) is passed over for an older
 * one and never overwritten.
 */
public final class PostgresSnapshots extends SnapshotStore {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSnapshots.class);
    private static final int LOAD_ATTEMPTS = 3;

    private final JournalEngine engine = JournalEngine.get(context().system());
    private final Payloads payloads = engine.payloads();
    private final Database database = engine.database();
    private final int keepNewest;

    /** {@code settings}: those at the plugin's path. */
    public PostgresSnapshots(Config settings) {
        keepNewest = settings.getInt("keep-newest");
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(
            String persistenceId, SnapshotSelectionCriteria criteria) {
        return ScalaFutures.of(
                engine.reads().run(() -> load(persistenceId, criteria)), Function.identity());
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        return ScalaFutures.ofNothing(engine.reads().run(() -> save(metadata, snapshot)));
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        // A timestamp of zero means: whenever it was taken.
        var anyTime = metadata.timestamp() == 0;
        var range =
                new Range(
                        metadata.sequenceNr(),
                        metadata.sequenceNr(),
                        anyTime ? 0 : metadata.timestamp(),
                        anyTime ? Long.MAX_VALUE : metadata.timestamp());
        return delete(metadata.persistenceId(), range);
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return delete(persistenceId, range(criteria));
    }

    private Future<Void> delete(String entity, Range range) {
        return ScalaFutures.ofNothing(
                engine.reads()
                        .run(() ->
                                database.autocommit(connection ->
                                        SnapshotTable.delete(connection, entity, range))));
    }

    private Optional<SelectedSnapshot> load(
            String persistenceId, SnapshotSelectionCriteria criteria) {
        var range = range(criteria);
        for (int attempt = 1; ; attempt++) {
            var row = latest(persistenceId, range);
            if (row == null) return Optional.empty();
            try {
                return Optional.of(new SelectedSnapshot(metadata(row), payloads.read(row.state())));
            } catch (Exception e) {
                LOG.warn(
                        "Snapshot {} of {} cannot be read by this release ({}), trying an older"
                                + " one",
                        row.sequence(),
                        persistenceId,
                        e.getMessage());
                if (attempt == LOAD_ATTEMPTS) throw e;
            }
            range =
                    new Range(
                            range.fromSequence(),
                            row.sequence() - 1,
                            range.fromMillis(),
                            range.toMillis());
        }
    }

    private boolean save(SnapshotMetadata metadata, Object snapshot) {
        var row =
                new Row(
                        metadata.persistenceId(),
                        metadata.sequenceNr(),
                        metadata.timestamp(),
                        payloads.write(snapshot),
                        metadata.metadata().isEmpty()
                                ? null
                                : payloads.write(metadata.metadata().get()));
        boolean saved = database.autocommit(c -> SnapshotTable.saveOverSameKind(c, row));
        if (!saved && !saveOverReadable(row)) return false;
        if (keepNewest > 0) {
            database.autocommit(c -> SnapshotTable.deleteOlder(c, row.entity(), keepNewest));
        }
        return true;
    }

    private boolean saveOverReadable(Row row) {
        if (isReadable(row.entity(), row.sequence())) {
            database.autocommit(connection -> {
                SnapshotTable.save(connection, row);
                return true;
            });
            return true;
        }
        LOG.warn("Kept snapshot {} of {} of a newer release", row.sequence(), row.entity());
        return false;
    }

    private boolean isReadable(String entity, long sequence) {
        var stored = latest(entity, new Range(sequence, sequence, 0, Long.MAX_VALUE));
        try {
            return stored == null || payloads.read(stored.state()) != null;
        } catch (Exception e) {
            return false;
        }
    }

    private @Nullable Row latest(String entity, Range range) {
        return database.<@Nullable Row>autocommit(
                connection -> SnapshotTable.latest(connection, entity, range));
    }

    private SnapshotMetadata metadata(Row row) {
        var metadata = new SnapshotMetadata(row.entity(), row.sequence(), row.takenMillis());
        var extra = row.metadata();
        return extra == null ? metadata : metadata.withMetadata(payloads.read(extra));
    }

    private static Range range(SnapshotSelectionCriteria criteria) {
        return new Range(
                criteria.minSequenceNr(),
                criteria.maxSequenceNr(),
                criteria.minTimestamp(),
                criteria.maxTimestamp());
    }
}
