package io.florin.persistence.ledger;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns back into words. */
final class RowTexts {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private RowTexts() {}

    /** SQL that makes an array of key, value, key, value … of a flat jsonb object. */
    static String pairs(String column) {
        return "array(select unnest(array[p.key, p.value]) from jsonb_each_text("
                + column
                + ") as p)";
    }

    static Map<String, String> pairs(@Nullable Array column) throws SQLException {
        if (column == null) return Map.of();
        var texts = (String[]) column.getArray();
        var pairs = new HashMap<String, String>();
        for (int i = 0; i + 1 < texts.length; i += 2) {
            pairs.put(texts[i], texts[i + 1]);
        }
        return pairs;
    }

    static Map<String, Long> numbers(@Nullable Array column) throws SQLException {
        var numbers = new HashMap<String, Long>();
        pairs(column).forEach((key, value) -> numbers.put(key, Long.valueOf(value)));
        return numbers;
    }

    /** From columns {@code memo} and {@code schedule}, and {@code pairs} made of the metadata. */
    static Note note(ResultSet row) throws SQLException {
        var memo = row.getString("memo");
        var pairs = pairs(row.getArray("pairs"));
        var schedule = row.getString("schedule");
        return memo == null && pairs.isEmpty() && schedule == null
                ? Note.NONE
                : new Note(memo, pairs, schedule);
    }

    static Account account(String app, String name) {
        return SystemAccount.isName(name) ? new SystemAccount(name) : new WalletId(app, name);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /**
     * The first microsecond at or after the time: {@code at >= time} and {@code at < time} keep.
     */
    static OffsetDateTime ceiling(Instant time) {
        var floor = floor(time);
        return floor.toInstant().isBefore(time) && time.isBefore(LATEST)
                ? floor.plusNanos(1_000)
                : floor;
    }

    /** The last microsecond at or before the time: {@code at <= time} keeps its meaning. */
    static OffsetDateTime floor(Instant time) {
        var inside = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        return inside.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
