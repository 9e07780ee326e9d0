package io.florin.node.people;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.request.MoneyRequest.State;
import io.florin.protocol.request.MoneyRequests.Answer;
import io.florin.protocol.request.NewMoneyRequest;
import io.florin.protocol.request.RequestFilter;
import io.florin.protocol.request.RequestReply;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.NewUser;
import io.florin.protocol.user.SigningKeys.SigningKey;
import io.florin.protocol.user.StoredKey;
import io.florin.protocol.user.UserChange;
import io.florin.protocol.user.UserReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The doors as a node opens them; what is behind each is specified at its table. */
class PeopleTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String SETTINGS =
            """
            pekko.remote.artery.canonical.port = 0
            florin.audit.purge-every-millis = 50
            """;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final String APP = "app";

    private static ActorTestKit node;
    private static Database database;
    private static ExecutorService blocking;
    private static People people;

    @BeforeAll
    static void start() {
        database = POSTGRES.open();
        blocking = Executors.newVirtualThreadPerTaskExecutor();
        node = ActorTestKit.create("florin", POSTGRES.config(SETTINGS));
        var cluster = Cluster.get(node.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        people = People.start(node.system(), database, InstantSource.fixed(NOON), blocking);
    }

    @AfterAll
    static void stop() {
        node.shutdownTestKit();
        blocking.shutdown();
        database.close();
    }

    @Test
    void usersComeAndChangeAndAreFound() throws Exception {
        var users = people.users();
        var ann = new NewUser(APP, "u-ann", "ann", "ann@x.th", "basic", "h", "f", NOON);
        var created = (UserReply.Done) now(users.create(ann, entry("user.created")));
        assertThat(now(users.find(APP, "u-ann")).orElseThrow().user()).isEqualTo(created.user());
        var changed =
                now(users.change(APP, "u-ann", new UserChange.Tier("gold"), entry("user.tier")));
        var gold = ((UserReply.Done) changed).user();
        assertThat(gold.tier()).isEqualTo("gold");
        assertThat(now(users.findByEmail(APP, "ann@x.th")).orElseThrow().user()).isEqualTo(gold);
        assertThat(now(users.findByUsername(APP, "ann")).orElseThrow().user()).isEqualTo(gold);
        assertThat(now(users.list(APP, null, 9)).items()).containsExactly(gold);
        assertThat(now(people.trail().find(all("user.tier"))).items()).hasSize(1);
    }

    @Test
    void keysComeAndAreUsedAndRevoked() throws Exception {
        var keys = people.apiKeys();
        var key =
                new ApiKey(
                        "k",
                        APP,
                        "till",
                        ApiKey.Role.SERVICE,
                        Set.of(),
                        NOON,
                        null,
                        null,
                        null,
                        null);
        var stored = new StoredKey(key, new SecretHash(new byte[SecretHash.BYTES]));
        assertThat(now(keys.create(stored, entry("api_key.created")))).isTrue();
        assertThat(now(keys.create(stored, entry("api_key.created")))).isFalse();
        assertThat(now(keys.find("k"))).contains(stored);
        now(keys.used("k", NOON));
        var used = now(keys.list(APP, null, 9)).items().getFirst();
        assertThat(used.lastUsedAt()).isEqualTo(NOON);
        var revoked = now(keys.revoke("k", NOON, entry("api_key.revoked"))).orElseThrow();
        assertThat(revoked.isValid(NOON)).isFalse();
    }

    @Test
    void signingKeysComeAndGo() throws Exception {
        var keys = people.signingKeys();
        var first = new SigningKey(1, "one", NOON, NOON);
        var second = new SigningKey(2, "two", NOON, NOON);
        assertThat(now(keys.add(first))).isTrue();
        assertThat(now(keys.add(first))).isFalse();
        assertThat(now(keys.add(second))).isTrue();
        now(keys.removeBefore(2));
        assertThat(now(keys.all())).containsExactly(second);
    }

    @Test
    void moneyIsAskedForAndTheAnswerIsGiven() throws Exception {
        var requests = people.requests();
        var amount = new Money(new Asset("THB"), 100);
        now(
                requests.create(
                        new NewMoneyRequest(
                                APP, "r", "ann", "bob", amount, null, null, "f", NOON)));
        now(requests.answer(APP, "r", Answer.ACCEPTED, "bob", NOON));
        var done = (RequestReply.Done) now(requests.finish(APP, "r", 1, null));
        assertThat(done.request().state()).isEqualTo(State.DONE);
        assertThat(now(requests.find(APP, "r"))).contains(done.request());
        var asked = new RequestFilter(APP, null, null, "ann", null, null, 9);
        assertThat(now(requests.list(asked)).items()).containsExactly(done.request());
    }

    @Test
    void aForeignCursorFailsTheStage() {
        var none = new AuditFilter(APP, null, null, null, null, null, "x", 9);
        var nobody = new RequestFilter(APP, null, null, null, null, "x", 9);
        for (var answer :
                List.<CompletionStage<?>>of(
                        people.users().list(APP, "x", 9),
                        people.apiKeys().list(APP, "x", 9),
                        people.trail().find(none),
                        people.requests().list(nobody))) {
            assertThatThrownBy(() -> now(answer))
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The node's clock stands still at noon. */
    @Test
    void oneNodeLetsOldEntriesGo() throws Exception {
        now(people.trail().append(entry("session.begun", Duration.ofDays(91))));
        now(people.trail().append(entry("session.begun", Duration.ofDays(89))));
        now(people.trail().append(entry("wallet.closed", Duration.ofDays(91))));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> now(people.trail().find(all("session.begun"))).items().size() == 1);
        assertThat(now(people.trail().find(all("wallet.closed"))).items()).hasSize(1);
    }

    private static AuditEntry entry(String kind) {
        return entry(kind, Duration.ZERO);
    }

    private static AuditEntry entry(String kind, Duration age) {
        var id = UUID.randomUUID().toString();
        return new AuditEntry(id, APP, NOON.minus(age), kind, "ann", "::1", null, null, null);
    }

    private static AuditFilter all(String kind) {
        return new AuditFilter(APP, kind, null, null, null, null, null, 500);
    }

    private static <T> T now(CompletionStage<T> answer) throws Exception {
        return answer.toCompletableFuture().get(10, SECONDS);
    }
}
