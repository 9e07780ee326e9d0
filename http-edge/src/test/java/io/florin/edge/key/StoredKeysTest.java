package io.florin.edge.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.FakeApiKeys;
import io.florin.edge.caller.Apps;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.ConfiguredKeys;
import io.florin.edge.caller.Credentials;
import io.florin.edge.caller.Identity;
import io.florin.edge.caller.Secret;
import io.florin.edge.json.Unfit;
import io.florin.edge.problem.Cause;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.ApiKey.Role;
import io.florin.protocol.user.StoredKey;
import io.florin.protocol.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a key is, for how long that is believed, and what an attacker can make the edge do. */
class StoredKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String CONFIGURED = "operator-key-of-tests";

    private final FakeApiKeys door = new FakeApiKeys();
    private final Random random = new Random(7);
    private Duration elapsed = Duration.ZERO;
    private final StoredKeys keys =
            new StoredKeys(
                    new ConfiguredKeys(new Credentials(new Secret(CONFIGURED), Map.of())),
                    door,
                    Apps.of(),
                    () -> NOW.plus(elapsed),
                    () -> elapsed.toNanos());

    private void wait(Duration duration) {
        elapsed = elapsed.plus(duration);
    }

    private KeyText text() {
        var bytes = new byte[KeyText.SECRET_BYTES];
        random.nextBytes(bytes);
        return KeyText.of(bytes, new UUID(random.nextLong(), random.nextLong()).toString());
    }

    private KeyText stored(
            Role role, @Nullable String app, Set<String> scopes, @Nullable Instant expiresAt) {
        var text = text();
        var key =
                new ApiKey(
                        text.id(), app, "billing", role, scopes, NOW, expiresAt, null, null, null);
        door.put(new StoredKey(key, text.hash()));
        return text;
    }

    /** Whoever made it: what they may now is what it may. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    operator,vip | false | valid
                    operator | true | unauthenticated: This X-Api-Key is nobody's.
                    vip | false | unauthenticated: This X-Api-Key is nobody's.
                    """)
    void aKeyIsWorthNothingWithoutTheRightsOfItsMaker(String roles, boolean blocked, String said) {
        var text = text();
        var key =
                new ApiKey(
                        text.id(),
                        "app",
                        "k",
                        Role.SERVICE,
                        Set.of(),
                        NOW,
                        null,
                        null,
                        null,
                        "ann");
        var has = Set.of(roles.split(","));
        var ann = new User("app", "ann", "ann", "ann@x.th", true, blocked, has, "basic", NOW, 1);
        door.put(new StoredKey(key, text.hash(), ann));
        assertThat(result(ask(text))).isEqualTo(said);
    }

    private KeyText stored() {
        return stored(Role.SERVICE, null, Set.of(), null);
    }

    private CompletionStage<Identity> ask(KeyText text) {
        return keys.ofKey(text.text());
    }

    /** The refusal and its sentence; "valid" if there is none, "waits" if there is no answer. */
    private static String result(CompletionStage<Identity> stage) {
        var result = new AtomicReference<>("waits");
        var _ =
                stage.whenComplete((_, failure) -> {
                    if (failure == null) {
                        result.set("valid");
                    } else if (Cause.of(failure) instanceof Unfit unfit) {
                        result.set(unfit.why().code() + ": " + unfit.detail());
                    } else {
                        result.set(failure.toString());
                    }
                });
        return result.get();
    }

    private static final String NOBODYS = "unauthenticated: This X-Api-Key is nobody's.";

    @Test
    void aKeyIsWhoseItWasMade() {
        var service = stored(Role.SERVICE, "acme", Set.of("wallets:read"), null);
        assertThat(ask(service))
                .isCompletedWithValue(
                        new Identity(
                                new Caller.Service("billing"),
                                "acme",
                                Set.of("wallets:read"),
                                service.id(),
                                null));
        var operator = stored(Role.OPERATOR, null, Set.of(), NOW.plusSeconds(1));
        assertThat(ask(operator))
                .isCompletedWithValue(
                        new Identity(new Caller.Operator(), null, Set.of(), operator.id(), null));
        assertThat(keys.ofKey(CONFIGURED)).isCompletedWithValue(Identity.of(new Caller.Operator()));
    }

    /** Nobody learns from an answer what was wrong with a key. */
    @Test
    void whatIsWrongWithAKeyIsNotSaid() {
        var known = stored();
        var expired = stored(Role.OPERATOR, null, Set.of(), NOW);
        var revoked = stored();
        door.revoke(revoked.id(), NOW);
        assertThat(result(ask(expired))).isEqualTo(NOBODYS);
        assertThat(result(ask(revoked))).isEqualTo(NOBODYS);
        assertThat(result(ask(text()))).isEqualTo(NOBODYS);
        assertThat(result(ask(new KeyText(text().secret(), known.id())))).isEqualTo(NOBODYS);
        for (String bad :
                List.of(
                        "",
                        "flk_",
                        known.text() + "x",
                        known.text().substring(1),
                        known.text().replace('.', '_'),
                        known.text().replace("flk_", "FLK_"),
                        "k".repeat(1 << 20))) {
            assertThat(result(keys.ofKey(bad))).isEqualTo(NOBODYS);
        }
        assertThat(result(ask(known))).isEqualTo("valid");
    }

    @Test
    void anUnknownKeyAndAWrongOneCostTheSameLookUps() {
        var known = stored();
        var unknown = text();
        for (int i = 0; i < 3; i++) {
            assertThat(result(ask(new KeyText(text().secret(), known.id())))).isEqualTo(NOBODYS);
            assertThat(result(ask(unknown))).isEqualTo(NOBODYS);
        }
        assertThat(door.looked).containsExactly(known.id(), unknown.id());
        wait(Duration.ofSeconds(5));
        assertThat(result(ask(unknown))).isEqualTo(NOBODYS);
        assertThat(door.looked).hasSize(3);
    }

    @Test
    void aRevokedKeyStopsWithinFiveSeconds() {
        var key = stored();
        assertThat(result(ask(key))).isEqualTo("valid");
        door.revoke(key.id(), NOW);
        wait(Duration.ofMillis(4_999));
        assertThat(result(ask(key))).isEqualTo("valid");
        wait(Duration.ofMillis(1));
        assertThat(result(ask(key))).isEqualTo(NOBODYS);
    }

    /** A slow answer is as old as its question. */
    @Test
    void theFiveSecondsBeginWithTheQuestion() {
        var key = stored();
        var slow = new CompletableFuture<Void>();
        door.hold = slow;
        var asked = ask(key);
        assertThat(result(asked)).isEqualTo("waits");
        wait(Duration.ofSeconds(3));
        slow.complete(null);
        assertThat(result(asked)).isEqualTo("valid");
        door.hold = null;
        door.revoke(key.id(), NOW);
        wait(Duration.ofSeconds(2));
        assertThat(result(ask(key))).isEqualTo(NOBODYS);
    }

    @Test
    void anExpiredKeyStopsAtOnce() {
        var key = stored(Role.SERVICE, null, Set.of(), NOW.plusSeconds(2));
        assertThat(result(ask(key))).isEqualTo("valid");
        wait(Duration.ofMillis(1_999));
        assertThat(result(ask(key))).isEqualTo("valid");
        wait(Duration.ofMillis(1));
        assertThat(result(ask(key))).isEqualTo(NOBODYS);
        assertThat(door.looked).hasSize(1);
    }

    /** Whoever makes ids up waits for others like them; a key that was valid before does not. */
    @Test
    void strangersCannotHammerTheDatabase() {
        var known = stored();
        assertThat(result(ask(known))).isEqualTo("valid");
        wait(Duration.ofSeconds(5));
        var slow = new CompletableFuture<Void>();
        door.hold = slow;
        var waiting = new ArrayList<CompletionStage<Identity>>();
        for (int i = 0; i < KeyLookup.MAX_LOOKUPS_OF_STRANGERS; i++) waiting.add(ask(text()));
        assertThat(result(ask(text()))).startsWith(Refusal.BUSY.code());
        assertThat(door.looked).hasSize(1 + KeyLookup.MAX_LOOKUPS_OF_STRANGERS);
        waiting.add(ask(known));
        assertThat(door.looked).last().isEqualTo(known.id());
        slow.complete(null);
        var results = waiting.stream().map(StoredKeysTest::result).toList();
        assertThat(Collections.frequency(results, NOBODYS))
                .isEqualTo(KeyLookup.MAX_LOOKUPS_OF_STRANGERS);
        assertThat(results).last().isEqualTo("valid");
        assertThat(result(ask(text()))).isEqualTo(NOBODYS);
    }

    @Test
    void manyRequestsOfOneKeyAreOneLookUp() {
        var key = stored();
        var slow = new CompletableFuture<Void>();
        door.hold = slow;
        var waiting = new ArrayList<CompletionStage<Identity>>();
        for (int i = 0; i < 100; i++) waiting.add(ask(key));
        slow.complete(null);
        assertThat(waiting).allSatisfy(stage -> assertThat(result(stage)).isEqualTo("valid"));
        assertThat(door.looked).containsExactly(key.id());
    }

    @Test
    void aSilentDatabaseIsNotRemembered() {
        var key = stored();
        door.failure = new IllegalStateException("planted");
        assertThat(result(ask(key))).startsWith(Refusal.UNAVAILABLE.code());
        door.failure = null;
        assertThat(result(ask(key))).isEqualTo("valid");
    }

    @Test
    void aUseIsNotedOnceAMinuteAndNobodyWaitsForIt() {
        var key = stored();
        for (int i = 0; i < 12; i++) {
            assertThat(result(ask(key))).isEqualTo("valid");
            wait(Duration.ofSeconds(5));
        }
        assertThat(door.uses).containsExactly(key.id());
        assertThat(result(ask(key))).isEqualTo("valid");
        assertThat(door.uses).hasSize(2);
        assertThat(result(ask(text()))).isEqualTo(NOBODYS);
        assertThat(door.uses).hasSize(2);
    }

    @Test
    void aKeyIsNeverPrinted() {
        var text = text();
        assertThat(text.text()).matches("flk_[A-Za-z0-9_-]{43}\\.[0-9a-f-]{36}").hasSize(84);
        assertThat(KeyText.parse(text.text())).contains(text);
        assertThat(text.toString()).doesNotContain(text.secret());
        assertThat(text.hash().toString()).isEqualTo("****");
    }
}
