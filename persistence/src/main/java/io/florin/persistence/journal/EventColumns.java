package io.florin.persistence.journal;

import io.florin.persistence.journal.NewEvent.Extras;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a batch, one array per column, as {@link JournalTable} hands them to the driver. */
final class EventColumns {
    private final int[] slices;
    private final String[] entities;
    private final long[] sequences;
    private final int[] serializers;
    private final String[] manifests;
    private final byte[][] bytes;
    private final @Nullable String[] keys;
    private final @Nullable String[] refs;
    private final String[] writers;
    private final byte[][] hashes;
    private final @Nullable ExtraColumns extras;
    private int rows;

    private EventColumns(int rows, boolean extras) {
        slices = new int[rows];
        entities = new String[rows];
        sequences = new long[rows];
        serializers = new int[rows];
        manifests = new String[rows];
        bytes = new byte[rows][];
        keys = new @Nullable String[rows];
        refs = new @Nullable String[rows];
        writers = new String[rows];
        hashes = new byte[rows][];
        this.extras = extras ? new ExtraColumns(rows) : null;
    }

    static EventColumns forWrites(List<PendingWrite> writes) {
        int rows = 0;
        boolean extras = false;
        for (var write : writes) {
            rows += write.events().size();
            for (var event : write.events()) {
                extras |= event.extras() != null;
            }
        }
        return new EventColumns(rows, extras);
    }

    void add(PendingWrite write, NewEvent event, Hash hash) {
        slices[rows] = write.slice();
        entities[rows] = write.entity();
        sequences[rows] = event.sequence();
        serializers[rows] = event.payload().serializer();
        manifests[rows] = event.payload().manifest();
        bytes[rows] = event.payload().bytes();
        keys[rows] = event.key();
        refs[rows] = event.ref();
        writers[rows] = event.writer();
        hashes[rows] = hash.bytes();
        var extra = event.extras();
        if (extras != null && extra != null) extras.set(rows, extra);
        rows++;
    }

    int rows() {
        return rows;
    }

    boolean hasExtras() {
        return extras != null;
    }

    /** Sets the parameters from the given one on; the driver sends them as binary arrays. */
    void bind(PreparedStatement statement, int first) throws SQLException {
        int at = first;
        statement.setObject(at++, slices);
        statement.setObject(at++, entities);
        statement.setObject(at++, sequences);
        statement.setObject(at++, serializers);
        statement.setObject(at++, manifests);
        statement.setObject(at++, bytes);
        statement.setObject(at++, keys);
        statement.setObject(at++, refs);
        statement.setObject(at++, writers);
        statement.setObject(at++, hashes);
        if (extras != null) extras.bind(statement, at);
    }

    private static final class ExtraColumns {
        private final @Nullable String[] adapterManifests;
        private final @Nullable Integer[] serializers;
        private final @Nullable String[] manifests;
        private final byte[] @Nullable [] bytes;

        ExtraColumns(int rows) {
            adapterManifests = new @Nullable String[rows];
            serializers = new @Nullable Integer[rows];
            manifests = new @Nullable String[rows];
            bytes = new byte[rows] @Nullable [];
        }

        void set(int row, Extras extra) {
            adapterManifests[row] = extra.adapterManifest();
            var metadata = extra.metadata();
            if (metadata == null) return;
            serializers[row] = metadata.serializer();
            manifests[row] = metadata.manifest();
            bytes[row] = metadata.bytes();
        }

        void bind(PreparedStatement statement, int first) throws SQLException {
            statement.setObject(first, adapterManifests);
            statement.setObject(first + 1, serializers);
            statement.setObject(first + 2, manifests);
            statement.setObject(first + 3, bytes);
        }
    }
}
