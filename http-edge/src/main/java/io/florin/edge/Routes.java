package io.florin.edge;

import com.github.benmanes.caffeine.cache.Ticker;
import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Authenticator;
import io.florin.edge.caller.ConfiguredKeys;
import io.florin.edge.key.StoredKeys;
import io.florin.edge.operation.Bodies;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Entrance;
import io.florin.edge.operation.Failures;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Gate;
import io.florin.edge.operation.Guesses;
import io.florin.edge.operation.Limiter;
import io.florin.edge.operation.RequestHandler;
import io.florin.edge.operation.RoutingTable;
import io.florin.edge.problem.Problems;
import io.florin.edge.stream.Streams;
import io.florin.edge.webhook.RefusedMessages;
import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.trace.TraceIds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.jspecify.annotations.Nullable;

/** All routes of the edge, put together, behind what each request must pass. */
final class Routes implements AutoCloseable {
    private static final Connection LAST = Connection.create("close");

    private final ActorSystem<?> system;
    private final EdgeSettings settings;
    private final Sources sources;
    private final ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final Streams streams;
    private final Identities identities;
    private final Groups groups;
    private final List<Endpoint> endpoints;
    private final RefusedMessages refused;
    private final RequestHandler handler;
    private final Gzip gzip;
    private volatile boolean leaving;

    Routes(ActorSystem<?> system, EdgeSettings settings, Doors doors, Sources sources) {
        this(system, settings, null, doors, sources);
    }

    /** With another authenticator than that of stored keys and access tokens, unless it is null. */
    Routes(
            ActorSystem<?> system,
            EdgeSettings settings,
            @Nullable Authenticator other,
            Doors doors,
            Sources sources) {
        this.system = system;
        this.settings = settings;
        this.sources = sources;
        this.gzip = new Gzip(settings.bounds().gzipMinBytes());
        var problems = new Problems(settings.bounds().retryAfterSeconds());
        var limit = settings.bounds().requestTimeout();
        var patient = PatientDoors.of(doors, system, limit, settings.streams().beat());
        var people = patient.people();
        var flows = new Flows(virtualThreads, limit);
        this.identities = new Identities(settings, people, sources, flows);
        this.streams = new Streams(settings.streams(), system);
        var ground = new Catalogue.Ground(settings, sources, system, streams);
        var catalogue = new Catalogue(ground, patient, new Answers(problems));
        this.groups =
                Groups.of(settings.apps(), app -> catalogue.parts(app, identities.logins(), flows));
        this.refused = catalogue.refusedMessages();
        this.endpoints = catalogue.endpoints(identities, groups, flows);
        var authenticator = other == null ? identities.authenticator(keys(people)) : other;
        this.handler =
                handler(authenticator, patient.limits(), new Failures(problems, sources.ids()));
    }

    private Authenticator keys(Doors.People people) {
        return new StoredKeys(
                new ConfiguredKeys(settings.credentials()),
                people.keys(),
                settings.apps(),
                sources.clock(),
                Ticker.systemTicker());
    }

    private RequestHandler handler(
            Authenticator authenticator, RateLimits limits, Failures failures) {
        var bounds = settings.bounds();
        var bodies =
                new Bodies(
                        system,
                        bounds.maxBodyBytes(),
                        bounds.maxBulkBodyBytes(),
                        Duration.ofMillis(bounds.bodyTimeoutMillis()));
        return new RequestHandler(
                new RoutingTable(endpoints),
                new Entrance(
                        new Gate(authenticator, settings.apps(), settings.perimeter().proxies()),
                        limiter(limits),
                        new Guesses(settings.perimeter().limits(), limits)),
                bodies,
                failures,
                new RequestHandler.Street(
                        bounds.maxInFlightRequests(),
                        sources.traffic(),
                        new TraceIds(sources.random(), sources.sampleRatio())));
    }

    /** Throws {@link IllegalArgumentException} if an operation's rule is not configured. */
    private Limiter limiter(RateLimits limits) {
        var limiter = new Limiter(settings.perimeter().limits(), limits);
        endpoints.forEach(each -> limiter.check(each.operation(), Perimeter.RATE_LIMITS));
        return limiter;
    }

    RefusedMessages refusedMessages() {
        return refused;
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The response of every request; the stage never fails. */
    CompletionStage<HttpResponse> respond(HttpRequest request) {
        return answer(request).thenApply(response -> gzip.pack(request, told(request, response)));
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request) {
        return settings.perimeter()
                .cors()
                .preflight(request)
                .<CompletionStage<HttpResponse>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> handler.handle(request));
    }

    /** With what browsers are told. */
    private HttpResponse told(HttpRequest request, HttpResponse response) {
        var perimeter = settings.perimeter();
        var told = perimeter.cors().on(request, perimeter.precautions().on(response));
        return leaving ? told.addHeader(LAST) : told;
    }

    /** From now on each answer is the last of its connection: who goes on asks somewhere else. */
    void leave() {
        leaving = true;
    }

    /** See {@link HttpEdge#goOn}. */
    CompletionStage<Void> goOn(MoneyRequest accepted) {
        return CompletableFuture.runAsync(() -> groups.goOn(accepted), virtualThreads);
    }

    /** Reads the keys that sign access tokens; from then on reads them again and again. */
    CompletionStage<Void> start() {
        return identities.start(system);
    }

    @Override
    public void close() {
        identities.close();
        virtualThreads.shutdown();
    }

    /** How many answers go on. */
    int openStreams() {
        return streams.open();
    }

    /** Completes as soon as every request has its response; what goes on is ended. */
    CompletionStage<Void> drained() {
        streams.end();
        return handler.drained();
    }
}
