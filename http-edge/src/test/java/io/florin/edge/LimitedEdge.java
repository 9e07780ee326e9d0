package io.florin.edge;

import io.florin.edge.TestEdge.Reply;
import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.Authenticator;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.ConfiguredKeys;
import io.florin.edge.caller.Identity;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Shape;
import io.florin.edge.operation.Bodies;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Entrance;
import io.florin.edge.operation.Failures;
import io.florin.edge.operation.Gate;
import io.florin.edge.operation.Guesses;
import io.florin.edge.operation.Limiter;
import io.florin.edge.operation.Operation;
import io.florin.edge.operation.RequestHandler;
import io.florin.edge.operation.RoutingTable;
import io.florin.edge.operation.Traffic;
import io.florin.edge.problem.Problems;
import io.florin.protocol.trace.TraceIds;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.jspecify.annotations.Nullable;

/**
 * Calls with and without rules, each of which only says that it was made. A token is the name of
 * its user.
 */
final class LimitedEdge {
    final FakeRateLimits limits = new FakeRateLimits();
    private final EdgeSettings settings;
    private final AtomicInteger served = new AtomicInteger();
    private final RequestHandler handler;

    LimitedEdge(Map<String, Object> changes) {
        settings = TestEdge.settings(changes);
        var keys = new ConfiguredKeys(settings.credentials());
        Runnable serve = served::incrementAndGet;
        handler =
                new RequestHandler(
                        new RoutingTable(
                                List.of(
                                        endpoint("/login", "login", serve),
                                        endpoint("/code", "code", serve),
                                        endpoint("/plain", null, serve),
                                        endpoint("/open", null, Access.PUBLIC, serve),
                                        endpoint("/jwks", "code", Access.PUBLIC, serve))),
                        new Entrance(
                                new Gate(
                                        tokens(keys),
                                        settings.apps(),
                                        settings.perimeter().proxies()),
                                limiter(),
                                new Guesses(settings.perimeter().limits(), limits)),
                        new Bodies(TestEdge.system(), 65_536, 65_536, Duration.ofSeconds(5)),
                        new Failures(new Problems(1), TestEdge.ids()),
                        new RequestHandler.Street(
                                1_000, Traffic.UNSEEN, new TraceIds(new Random(1))));
    }

    static Endpoint endpoint(String path, @Nullable String rule, Runnable serve) {
        return endpoint(path, rule, Access.ANYONE, serve);
    }

    private static Endpoint endpoint(
            String path, @Nullable String rule, Access access, Runnable serve) {
        var operation =
                Operation.post(path, path.substring(1), "A call")
                        .forThe(access)
                        .takes(Shape.of("Nothing"));
        if (rule != null) operation.limited(rule);
        return operation.by(_ -> {
            serve.run();
            return CompletableFuture.completedStage(Answers.json(200, JsonObject.EMPTY));
        });
    }

    private static Authenticator tokens(Authenticator keys) {
        return new Authenticator() {
            @Override
            public CompletionStage<Identity> ofKey(String key) {
                return keys.ofKey(key);
            }

            @Override
            public boolean knows(String credential) {
                return false;
            }

            @Override
            public Identity ofToken(String token) {
                return Identity.of(new Caller.User(token, "session", Set.of(), "free"));
            }

            @Override
            public CompletionStage<Identity> confirm(Identity user) {
                return CompletableFuture.completedStage(user);
            }
        };
    }

    Limiter limiter() {
        return new Limiter(settings.perimeter().limits(), limits);
    }

    /** The header for {@code service}, {@code operator}, {@code user NAME} or nobody. */
    static String[] credential(String who) {
        return switch (who) {
            case "" -> new String[] {TestEdge.ANONYMOUS};
            case "service" -> new String[] {"X-Api-Key: " + TestEdge.SERVICE_KEY};
            case "operator" -> new String[] {"X-Api-Key: " + TestEdge.OPERATOR_KEY};
            default -> new String[] {"Authorization: Bearer " + who.substring("user ".length())};
        };
    }

    /** Without headers it is nobody who calls. */
    Reply post(String path, String address, String body, String... headers) {
        var sent = headers.length == 0 ? credential("") : headers;
        var request =
                HttpRequest.POST(path)
                        .withHeaders(TestEdge.parsed(sent))
                        .addAttribute(
                                AttributeKeys.remoteAddress,
                                RemoteAddress.create(InetAddress.ofLiteral(address)))
                        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body));
        return TestEdge.reply(TestEdge.now(handle(request)));
    }

    CompletionStage<HttpResponse> handle(HttpRequest request) {
        return handler.handle(request);
    }

    /** How many calls reached their handler. */
    int served() {
        return served.get();
    }
}
