package io.florin.persistence.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.persistence.trail.AuditTable.Series;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Database database;
    private static AuditTable trail;

    private final String app = "app-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        trail = new AuditTable(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anEntryComesBackAsItWas() {
        var entry =
                new AuditEntry(
                        "019cb5a0-0000-7000-8000-000000000001",
                        app,
                        NOON.plusNanos(123_456_000),
                        "wallet.adjusted",
                        "operator",
                        "10.0.0.7",
                        "wallet:a",
                        "{\"z\": 1,  \"a\":\"ü\"}",
                        "{\"z\":2}");
        trail.append(entry);
        assertThat(trail.find(all()).items()).containsExactly(entry);
    }

    @Test
    void anEntryOfTheSameIdIsThereOnce() {
        var entry = entry(0, "a", "k");
        trail.append(entry);
        trail.append(entry);
        assertThat(trail.find(all()).items()).containsExactly(entry);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 500})
    void pagesOfAnySizeShowEveryEntryOnceNewestFirst(int limit) {
        // Three entries of each second: the id decides among them.
        var entries = IntStream.range(0, 9).mapToObj(n -> entry(n / 3, "a", "k")).toList();
        entries.forEach(trail::append);

        var shown = new ArrayList<AuditEntry>();
        @Nullable String cursor = null;
        do {
            var page =
                    trail.find(new AuditFilter(app, null, null, null, null, null, cursor, limit));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            shown.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(shown).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(shown).isSortedAccordingTo((x, y) -> y.at().compareTo(x.at()));
    }

    @Test
    void aFilterLeavesOutWhatItDoesNotName() {
        var first = entry(0, "ann", "wallet.created");
        var second = entry(1, "ann", "user.blocked");
        var third = entry(2, "bob", "user.blocked");
        List.of(first, second, third).forEach(trail::append);

        assertThat(found("user.blocked", null, null, null, null)).containsExactly(third, second);
        assertThat(found(null, "ann", null, null, null)).containsExactly(second, first);
        assertThat(found(null, null, "user:bob", null, null)).containsExactly(third);
        assertThat(found("user.blocked", "ann", "user:ann", null, null)).containsExactly(second);
        assertThat(found(null, null, null, second.at(), null)).containsExactly(third, second);
        assertThat(found(null, null, null, null, second.at())).containsExactly(first);
        assertThat(found(null, null, null, second.at().plusNanos(1), null)).containsExactly(third);
        assertThat(found(null, null, null, null, second.at().plusNanos(1)))
                .containsExactly(second, first);
    }

    @Test
    void anotherAppSeesNothing() {
        trail.append(entry(0, "a", "k"));
        assertThat(trail.find(new AuditFilter("other", null, null, null, null, null, null, 9)))
                .satisfies(page -> assertThat(page.items()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "trail.1",
                "trail.x.019cb5a0-0000-7000-8000-000000000001",
                "users.1.019cb5a0-0000-7000-8000-000000000001",
                "trail.1.no-uuid",
                "trail.1.' or 1=1",
                "trail.99999999999999999999.019cb5a0-0000-7000-8000-000000000001"
            })
    void aForeignCursorIsRefused(String cursor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        trail.find(new AuditFilter(app, null, null, null, null, null, cursor, 9)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'nobody'",
                "update audit_entry set at = at - interval '9 years'",
                "delete from audit_entry",
                "truncate audit_entry",
                "truncate audit_entry cascade",
                "insert into audit_entry (at, id, app, kind, actor, address)"
                        + " select at, id, app, kind, 'nobody', address from audit_entry"
                        + " on conflict (id) do update set actor = excluded.actor",
                "set session_replication_role = replica; delete from audit_entry"
            })
    void nobodyRewritesHistory(String tampering) {
        var entry = entry(0, "a", "k");
        trail.append(entry);
        assertThatIllegalStateException()
                .isThrownBy(() -> POSTGRES.execute(tampering))
                .withStackTraceContaining("audit_entry is append-only");
        assertThat(trail.find(all()).items()).containsExactly(entry);
    }

    @Test
    void whatIsNotADayOldCannotEvenBePurged() {
        var now = Instant.now().minus(Duration.ofHours(23));
        var id = UUID.randomUUID().toString();
        trail.append(new AuditEntry(id, app, now, "k", "a", "::1", null, null, null));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> trail.purge(new Series(app, "k"), now.plusSeconds(1), 10))
                .satisfies(
                        e -> assertThat(e.outcome()).isEqualTo(DatabaseException.Outcome.REFUSED));
        assertThat(trail.find(all()).items()).hasSize(1);
    }

    @Test
    void retentionDeletesTheOldestOfOneKindInBatches() {
        var entries = IntStream.range(0, 5).mapToObj(n -> entry(n, "a", "old")).toList();
        entries.forEach(trail::append);
        var other = entry(0, "a", "other");
        trail.append(other);
        var series = new Series(app, "old");

        assertThat(trail.purge(series, entries.get(4).at(), 3)).isEqualTo(3);
        assertThat(found("old", null, null, null, null))
                .containsExactly(entries.get(4), entries.get(3));
        assertThat(trail.purge(series, entries.get(4).at(), 3)).isOne();
        assertThat(trail.purge(series, entries.get(4).at(), 3)).isZero();
        assertThat(trail.find(all()).items()).containsExactly(entries.get(4), other);
    }

    @Test
    void thePermissionToDeleteEndsWithThePurge() {
        trail.append(entry(0, "a", "k"));
        trail.append(entry(1, "a", "k"));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() ->
                        database.transact(connection -> {
                            try (var statement = connection.createStatement()) {
                                statement.execute(
                                        "select purge_audit_entries('%s', 'k', '2026-12-01', 1)"
                                                .formatted(app));
                                return statement.execute("delete from audit_entry");
                            }
                        }))
                .withMessageContaining("append-only");
    }

    @Test
    void everySeriesIsListed() {
        trail.append(entry(0, "a", "z"));
        trail.append(entry(1, "a", "b"));
        trail.append(entry(2, "a", "b"));
        assertThat(trail.series())
                .filteredOn(series -> series.app().equals(app))
                .containsExactly(new Series(app, "b"), new Series(app, "z"));
    }

    private AuditFilter all() {
        return new AuditFilter(app, null, null, null, null, null, null, 500);
    }

    private List<AuditEntry> found(
            @Nullable String kind,
            @Nullable String actor,
            @Nullable String target,
            @Nullable Instant from,
            @Nullable Instant to) {
        return trail.find(new AuditFilter(app, kind, actor, target, from, to, null, 500)).items();
    }

    private AuditEntry entry(int second, String actor, String kind) {
        return new AuditEntry(
                UUID.randomUUID().toString(),
                app,
                NOON.plusSeconds(second),
                kind,
                actor,
                "::1",
                "user:" + actor,
                null,
                "{}");
    }
}
