package io.florin.node.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.persistence.trail.AuditTable;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Kinds are kept 10 days, log-ins 3. */
class AuditPurgeTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

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
    void everyKindIsKeptAsLongAsItIsTo() {
        append(app, "session.begun", 2, 3, 4, 11);
        append(app, "user.blocked", 4, 10, 11);
        append(app + "-2", "user.blocked", 9, 12);

        assertThat(purge(100, 100)).isEqualTo(4);
        assertThat(left(app))
                .containsExactly(
                        "session.begun 2", "session.begun 3", "user.blocked 4", "user.blocked 10");
        assertThat(left(app + "-2")).containsExactly("user.blocked 9");
        assertThat(purge(100, 100)).isZero();
    }

    @Test
    void aPurgeGoesOnInBatchesUpToItsBound() {
        append(app, "user.blocked", 11, 12, 13, 14, 15);
        append(app, "session.begun", 4);

        assertThat(purge(2, 2)).isEqualTo(5);
        assertThat(left(app)).containsExactly("user.blocked 11");
        assertThat(purge(2, 2)).isOne();
    }

    private static long purge(int batch, int batches) {
        var days = Map.of("default", 10, "session.begun", 3);
        return new AuditPurge(trail, new AuditSettings("any", days, 1, batch, batches)).run(NOW);
    }

    private static void append(String app, String kind, int... daysAgo) {
        for (int days : daysAgo) {
            var at = NOW.minus(Duration.ofDays(days));
            var id = UUID.randomUUID().toString();
            trail.append(new AuditEntry(id, app, at, kind, "ann", "::1", null, null, null));
        }
    }

    /** Kind and age, newest first. */
    private static List<String> left(String app) {
        var all = new AuditFilter(app, null, null, null, null, null, null, 500);
        return trail.find(all).items().stream()
                .map(entry -> entry.kind() + " " + Duration.between(entry.at(), NOW).toDays())
                .toList();
    }
}
