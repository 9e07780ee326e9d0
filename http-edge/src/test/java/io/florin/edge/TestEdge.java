package io.florin.edge;

import com.github.benmanes.caffeine.cache.Ticker;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.edge.caller.Authenticator;
import io.florin.edge.caller.ConfiguredKeys;
import io.florin.edge.identity.IdSource;
import io.florin.edge.identity.TimeOrderedIds;
import io.florin.edge.key.StoredKeys;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.User;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The whole edge without a socket, in front of fakes. The clock stands still, and the ids come from
 * a seed. Who sends no credential of their own sends the operator's, and {@link #ANONYMOUS} none.
 */
final class TestEdge {
    static final ActorTestKit KIT = ActorTestKit.create("edge", ConfigFactory.load());
    static final String OPERATOR_KEY = "operator-key-of-tests";
    static final String IDENTITY_SECRET = "identity-secret-of-tests-with-32-characters";
    static final String SERVICE_KEY = "bridge-key-of-tests-1";

    /** Among the headers: no credential is sent. */
    static final String ANONYMOUS = "(anonymous)";

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");

    final FakeWallets wallets = new FakeWallets();
    final FakeLedger ledger = new FakeLedger();
    final FakeHealth health = new FakeHealth();
    final FakeAuditTrail trail = new FakeAuditTrail();
    final FakeApiKeys keys = new FakeApiKeys(trail);
    final FakeSessions sessions;
    final FakeUsers users = new FakeUsers(trail);
    final FakeSigningKeys signingKeys = new FakeSigningKeys();
    final FakeNotifications notifications = new FakeNotifications();
    final FakeRateLimits limits = new FakeRateLimits();
    final FakeMoneyRequests requests = new FakeMoneyRequests();
    final FakeWebhooks webhooks = new FakeWebhooks();
    final FakeJobs jobs = new FakeJobs(wallets, clock());
    final FakePayments payments = new FakePayments();
    final FakeEndpoints endpoints = new FakeEndpoints();
    final FakeLogLevels logLevels = new FakeLogLevels();
    final Routes routes;
    private final Function<HttpRequest, CompletionStage<HttpResponse>> handler;

    TestEdge() {
        this(Map.of());
    }

    /** Knows configured and stored keys; a token is its user's name. */
    TestEdge(Map<String, Object> settings) {
        this(settings, NamedCallers::new);
    }

    TestEdge(Map<String, Object> settings, UnaryOperator<Authenticator> ofKeys) {
        this(settings, ofKeys, sources());
    }

    private TestEdge(
            Map<String, Object> changes,
            @Nullable UnaryOperator<Authenticator> ofKeys,
            Sources sources) {
        var settings = settings(changes);
        var authenticator = ofKeys == null ? null : ofKeys.apply(storedKeys(settings));
        keys.makers = this::maker;
        sessions = new FakeSessions(sources.clock());
        routes = new Routes(system(), settings, authenticator, doors(), sources);
        now(routes.start());
        handler = routes::respond;
    }

    /** As it is in production: users have access tokens. */
    static TestEdge ofTokens(Map<String, Object> settings, InstantSource clock) {
        var random = new SecureRandom();
        return new TestEdge(
                settings, null, new Sources(clock, new TimeOrderedIds(clock, random), random));
    }

    private Authenticator storedKeys(EdgeSettings settings) {
        return new StoredKeys(
                new ConfiguredKeys(settings.credentials()),
                keys,
                settings.apps(),
                clock(),
                Ticker.systemTicker());
    }

    private @Nullable User maker(ApiKey key) {
        if (key.app() == null || key.createdBy() == null) return null;
        return now(users.find(key.app(), key.createdBy())).map(Account::user).orElse(null);
    }

    static ActorSystem<?> system() {
        return KIT.system();
    }

    Doors doors() {
        return new Doors(
                wallets,
                ledger,
                health,
                limits,
                new Doors.People(
                        sessions, users, keys, signingKeys, trail, notifications, requests),
                webhooks,
                jobs,
                payments,
                endpoints,
                logLevels);
    }

    static Sources sources() {
        return new Sources(clock(), ids(), new SecureRandom());
    }

    static InstantSource clock() {
        return InstantSource.fixed(NOW);
    }

    /** Where the requests of tests come from. */
    static final String ADDRESS = "192.0.2.7";

    static IdSource ids() {
        return new TimeOrderedIds(clock(), new Random(42));
    }

    static EdgeSettings settings(Map<String, Object> changes) {
        return EdgeSettings.from(config(changes));
    }

    /** Settings of the edge, or in full from {@code florin.} on. */
    static Config config(Map<String, Object> changes) {
        var elsewhere = new HashMap<String, Object>(changes);
        var ours = new HashMap<String, Object>();
        for (String key : changes.keySet()) {
            if (!key.startsWith("florin.")) ours.put(key, elsewhere.remove(key));
        }
        return ConfigFactory.parseMap(ours)
                .atPath(EdgeSettings.PATH)
                .withFallback(ConfigFactory.parseMap(elsewhere))
                .withFallback(
                        ConfigFactory.parseMap(
                                Map.of(
                                        "florin.http.operator-key",
                                        OPERATOR_KEY,
                                        "florin.http.service-keys.bridge",
                                        SERVICE_KEY,
                                        "florin.http.port",
                                        0,
                                        "florin.identity.secret",
                                        IDENTITY_SECRET,
                                        "florin.identity.argon2id.memory-kib",
                                        64)))
                .withFallback(ConfigFactory.load());
    }

    /** What came back, as text. */
    record Reply(int status, String type, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Without what is different in every reply. */
        Reply untraced() {
            var others = new HashMap<>(headers);
            others.remove("traceparent");
            return new Reply(status, type, others, body);
        }

        /** {@code 201 {"id":…}}. */
        String line() {
            return status + " " + body;
        }
    }

    Reply get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    /** Headers are written {@code Name: value}. */
    Reply send(String method, String path, String body, String... headers) {
        return send(method, path, ContentTypes.APPLICATION_JSON, body, headers);
    }

    Reply send(String method, String path, ContentType type, String body, String... headers) {
        var request =
                HttpRequest.create(path)
                        .withMethod(HttpMethods.lookup(method).orElseThrow())
                        .withHeaders(parsed(headers))
                        .addAttribute(
                                AttributeKeys.remoteAddress,
                                RemoteAddress.create(InetAddress.ofLiteral(ADDRESS)));
        return send(
                body.isEmpty()
                        ? request
                        : request.withEntity(
                                HttpEntities.create(type, body.getBytes(StandardCharsets.UTF_8))));
    }

    Reply send(HttpRequest request) {
        try {
            return reply(now(handler.apply(request)));
        } catch (Exception e) {
            throw new AssertionError("The handler threw", e);
        }
    }

    static List<HttpHeader> parsed(String... headers) {
        var parsed = new ArrayList<HttpHeader>();
        if (!namesACaller(headers)) parsed.add(RawHeader.create("X-Api-Key", OPERATOR_KEY));
        for (String header : headers) {
            if (header.equals(ANONYMOUS)) continue;
            int colon = header.indexOf(": ");
            parsed.add(RawHeader.create(header.substring(0, colon), header.substring(colon + 2)));
        }
        return parsed;
    }

    private static boolean namesACaller(String... headers) {
        return Arrays.stream(headers)
                .anyMatch(header ->
                        header.equals(ANONYMOUS)
                                || header.startsWith("X-Api-Key: ")
                                || header.startsWith("Authorization: "));
    }

    /** The header of a user's request; the names are those of {@link NamedCallers}. */
    static String user(String name) {
        return "Authorization: Bearer " + name;
    }

    static Reply reply(HttpResponse response) {
        var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        response.getHeaders().forEach(header -> headers.put(header.name(), header.value()));
        var entity = response.entity();
        return new Reply(
                response.status().intValue(),
                entity.getContentType().toString(),
                headers,
                // What goes on is followed through a socket.
                entity instanceof HttpEntity.Strict strict ? strict.getData().utf8String() : "");
    }

    static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("No answer", e);
        }
    }
}
