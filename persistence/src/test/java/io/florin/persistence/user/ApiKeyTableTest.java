package io.florin.persistence.user;

import static io.florin.persistence.user.People.NOON;
import static io.florin.persistence.user.People.entry;
import static io.florin.persistence.user.People.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.persistence.trail.AuditTable;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static Database database;
    private static ApiKeyTable keys;
    private static AuditTable trail;

    private final String id = "k-" + UUID.randomUUID();
    private final String app = "app-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        keys = new ApiKeyTable(database);
        trail = new AuditTable(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aKeyComesBackAsItWas() {
        var stored = key(id, app, NOON);
        assertThat(keys.create(stored, entry(app, "api_key.created"))).isTrue();
        assertThat(keys.find(id)).contains(stored);
        assertThat(keys.find("nobody's")).isEmpty();
    }

    /** What they may decides what it may, so each look-up sees them as they are now. */
    @Test
    void whoMadeAKeyComesWithIt() {
        var users = new UserTable(database);
        users.create(People.ann(app), entry(app, "user.registered"));
        var mine = key(id, app, NOON, "u-ann");
        keys.create(mine, entry(app, "api_key.created"));
        users.change(app, "u-ann", new UserChange.Blocked(true), entry(app, "user.blocked"));
        assertThat(keys.find(id).orElseThrow().key()).isEqualTo(mine.key());
        assertThat(keys.find(id).orElseThrow().maker()).matches(User::blocked);
    }

    @Test
    void anIdIsThereOnce() {
        keys.create(key(id, app, NOON), entry(app, "api_key.created"));
        assertThat(keys.create(key(id, null, NOON), entry(app, "api_key.created"))).isFalse();
        assertThat(keys.find(id)).contains(key(id, app, NOON));
        assertThat(entries()).hasSize(1);
    }

    @Test
    void aRevokedKeyKeepsItsFirstTime() {
        keys.create(key(id, app, NOON), entry(app, "api_key.created"));
        var first = keys.revoke(id, NOON.plusSeconds(5), entry(app, "api_key.revoked"));
        assertThat(first).map(ApiKey::revokedAt).contains(NOON.plusSeconds(5));
        assertThat(keys.revoke(id, NOON.plusSeconds(9), entry(app, "api_key.revoked")))
                .isEqualTo(first);
        assertThat(keys.find(id).orElseThrow().key()).isEqualTo(first.orElseThrow());
        assertThat(keys.revoke("nobody's", NOON, entry(app, "api_key.revoked"))).isEmpty();
        assertThat(entries()).hasSize(2);
    }

    @Test
    void theTrailShowsTheKeyButNotItsHash() {
        keys.create(key(id, app, NOON), entry(app, "api_key.created"));
        keys.revoke(id, NOON.plusSeconds(5), entry(app, "api_key.revoked"));
        var revoked = entries().getFirst();
        assertThat(revoked.before())
                .contains("\"name\":\"the till\"", "[\"jobs:write\",\"wallets:read\"]")
                .contains("\"revokedAt\":null")
                .doesNotContain("hash");
        assertThat(revoked.after())
                .contains("\"revokedAt\":\"2026-03-01T12:00:05.000001Z\"")
                .doesNotContain("hash");
        assertThat(entries().getLast().before()).isNull();
        assertThat(entries().getLast().after()).isEqualTo(revoked.before());
    }

    /** Seconds after noon of a first and a second use, and what is noted after both. */
    @ParameterizedTest
    @CsvSource({"0, 59, 0", "0, 60, 0", "0, 61, 61", "100, 0, 100", "0, 3600, 3600"})
    void theLastUseIsNotedAtMostOnceAMinuteAndNeverBackwards(int first, int second, int noted) {
        keys.create(key(id, app, NOON), entry(app, "api_key.created"));
        assertThat(keys.used(id, NOON.plusSeconds(first))).isTrue();
        assertThat(keys.used(id, NOON.plusSeconds(second))).isEqualTo(noted != first);
        assertThat(keys.find(id).orElseThrow().key().lastUsedAt())
                .isEqualTo(NOON.plusSeconds(noted));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 500})
    void pagesShowTheKeysOfAnAppNewestFirst(int limit) {
        for (int n = 0; n < 5; n++) {
            create(app + "-" + n, app, NOON.plusSeconds(n / 2));
        }
        create(id, null, NOON);
        var ids = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = keys.list(app, cursor, limit);
            page.items().forEach(key -> ids.add(key.id().substring(app.length() + 1)));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(ids).containsExactly("4", "3", "2", "1", "0");
    }

    @Test
    void withoutAnAppAllAreListed() {
        create(id, null, NOON);
        create(id + "-2", app, NOON);
        assertThat(keys.list(null, null, 500).items())
                .extracting(ApiKey::id)
                .contains(id, id + "-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keys", "keys.1.", "users.1.k", "keys.one.k"})
    void aForeignCursorIsRefused(String cursor) {
        assertThatIllegalArgumentException().isThrownBy(() -> keys.list(app, cursor, 5));
    }

    private void create(String keyId, @Nullable String ofApp, Instant at) {
        keys.create(key(keyId, ofApp, at), entry(app, "api_key.created"));
    }

    private List<AuditEntry> entries() {
        return trail.find(new AuditFilter(app, null, null, null, null, null, null, 500)).items();
    }
}
