package io.florin.persistence.row;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns into values and back. Times have whole microseconds, which is all that they keep. */
public final class Rows {
    private Rows() {}

    /** The last microsecond at or before the time. */
    public static OffsetDateTime floor(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime optionalFloor(@Nullable Instant time) {
        return time == null ? null : floor(time);
    }

    /** The first one at or after the time, so that {@code at >= time} keeps its meaning. */
    public static @Nullable OffsetDateTime optionalCeiling(@Nullable Instant time) {
        if (time == null) return null;
        var floor = floor(time);
        return floor.toInstant().equals(time) ? floor : floor.plus(1, ChronoUnit.MICROS);
    }

    public static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** For a column {@code text[]}: always in the same order. */
    public static String[] array(Collection<String> texts) {
        return texts.stream().sorted().toArray(String[]::new);
    }

    public static Set<String> set(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }
}
