package io.florin.persistence.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for a table by {@code COPY … FROM STDIN (FORMAT binary)}, column after column in the order
 * of the statement. For wide rows it takes PostgreSQL half the time of {@code unnest}, which makes
 * a store of its own of each column. Not thread-safe.
 */
final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0};
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final long EPOCH_MICROS = 946_684_800_000_000L; // 2000-01-01, PostgreSQL's own
    private static final byte JSONB_VERSION = 1;
    private static final int NONE = -1;

    private final CopyIn copy;
    private final short columns;
    private ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);

    CopyRows(Connection connection, String sql, int columns) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        this.columns = (short) columns;
        chunk.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Begins the next row. */
    CopyRows row() throws SQLException {
        room(Short.BYTES).putShort(columns);
        return this;
    }

    CopyRows put(long value) throws SQLException {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    CopyRows put(@Nullable Long value) throws SQLException {
        return value == null ? none() : put(value.longValue());
    }

    CopyRows putSmall(int value) throws SQLException {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
        return this;
    }

    CopyRows put(@Nullable Instant time) throws SQLException {
        return time == null ? none() : put(Micros.of(time) - EPOCH_MICROS);
    }

    CopyRows put(@Nullable String text) throws SQLException {
        return text == null ? none() : put(text.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows putJson(@Nullable String json) throws SQLException {
        if (json == null) return none();
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + 1 + bytes.length)
                .putInt(1 + bytes.length)
                .put(JSONB_VERSION)
                .put(bytes);
        return this;
    }

    CopyRows put(byte @Nullable [] bytes) throws SQLException {
        if (bytes == null) return none();
        room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
        return this;
    }

    /** Sends the end; returns how many rows the table took. */
    long end() throws SQLException {
        room(Short.BYTES).putShort((short) NONE);
        flush();
        return copy.endCopy();
    }

    private CopyRows none() throws SQLException {
        room(Integer.BYTES).putInt(NONE);
        return this;
    }

    private ByteBuffer room(int bytes) throws SQLException {
        if (chunk.remaining() < bytes) {
            flush();
            if (chunk.capacity() < bytes) chunk = ByteBuffer.allocate(bytes);
        }
        return chunk;
    }

    private void flush() throws SQLException {
        copy.writeToCopy(chunk.array(), 0, chunk.position());
        chunk.clear();
    }
}
