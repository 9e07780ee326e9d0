package io.florin.edge;

import com.github.benmanes.caffeine.cache.Ticker;
import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.App;
import io.florin.edge.caller.Authenticator;
import io.florin.edge.caller.ConfiguredKeys;
import io.florin.edge.group.Openings;
import io.florin.edge.group.Parts;
import io.florin.edge.group.Till;
import io.florin.edge.health.HealthRoutes;
import io.florin.edge.identity.Randomness;
import io.florin.edge.job.JobGroup;
import io.florin.edge.key.KeyRoutes;
import io.florin.edge.key.StoredKeys;
import io.florin.edge.ledger.HistoryRoutes;
import io.florin.edge.ledger.LedgerCheckRoutes;
import io.florin.edge.openapi.ManualRoutes;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Entrance;
import io.florin.edge.operation.Failures;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Gate;
import io.florin.edge.operation.Guesses;
import io.florin.edge.operation.Limiter;
import io.florin.edge.operation.Operation;
import io.florin.edge.operation.RequestHandler;
import io.florin.edge.operation.RoutingTable;
import io.florin.edge.problem.Problems;
import io.florin.edge.stream.Streams;
import io.florin.edge.trail.Recorder;
import io.florin.edge.trail.TrailRoutes;
import io.florin.edge.transfer.BulkRoutes;
import io.florin.edge.transfer.ReversalRoutes;
import io.florin.edge.transfer.TransferRoutes;
import io.florin.edge.wallet.Allotment;
import io.florin.edge.wallet.HoldRoutes;
import io.florin.edge.wallet.MovementRoutes;
import io.florin.edge.wallet.OpeningGrants;
import io.florin.edge.wallet.Ownership;
import io.florin.edge.wallet.Tiers;
import io.florin.edge.wallet.WalletRoutes;
import io.florin.edge.webhook.WebhookRoutes;
import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.request.MoneyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** All routes of the edge, put together; the one table of them is also the documentation. */
final class Routes implements AutoCloseable {
    private final ActorSystem<?> system;
    private final EdgeSettings settings;
    private final Sources sources;
    private final ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final Streams streams;
    private final Identities identities;
    private final Groups groups;
    private final List<Endpoint> endpoints;
    private final RequestHandler handler;
    private final Gzip gzip;

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
        this.streams = new Streams(settings.streams(), system);
        this.gzip = new Gzip(settings.bounds().gzipMinBytes());
        var problems = new Problems(settings.bounds().retryAfterSeconds());
        var beat = settings.streams().beat();
        var patient = PatientDoors.of(doors, patience(), beat, system);
        var people = patient.people();
        this.identities =
                new Identities(settings, people, sources, new Flows(virtualThreads, patience()));
        var answers = new Answers(problems);
        this.groups = Groups.of(settings.apps(), app -> parts(app, patient, answers));
        this.endpoints = endpoints(patient, answers);
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
        return new RequestHandler(
                new RoutingTable(endpoints),
                new Entrance(
                        new Gate(authenticator, settings.apps(), settings.perimeter().proxies()),
                        limiter(limits),
                        new Guesses(settings.perimeter().limits(), limits)),
                bounds.bodies(system),
                failures,
                bounds.maxInFlightRequests());
    }

    /** Throws {@link IllegalArgumentException} if an operation's rule is not configured. */
    private Limiter limiter(RateLimits limits) {
        var limiter = new Limiter(settings.perimeter().limits(), limits);
        endpoints.forEach(each -> limiter.check(each.operation(), Perimeter.RATE_LIMITS));
        return limiter;
    }

    private Duration patience() {
        return settings.bounds().patience();
    }

    private List<Endpoint> endpoints(Doors doors, Answers answers) {
        var recorder = new Recorder(doors.people().trail(), identities.witness());
        var ours =
                Stream.of(
                                money(doors, answers),
                                identities.endpoints(),
                                operating(doors, answers),
                                webhooks(doors, answers),
                                groups.endpoints())
                        .flatMap(List::stream)
                        .map(identities.pins()::asking)
                        .map(recorder::recording)
                        .toList();
        var all = concat(ours, keyRoutes(doors, answers, scopes(ours)));
        return concat(all, new ManualRoutes(all).endpoints());
    }

    private List<Endpoint> money(Doors doors, Answers answers) {
        var wallets = doors.wallets();
        var ledger = doors.ledger();
        var ids = sources.ids();
        var ownership = new Ownership(wallets, answers);
        var tiers = new Tiers(wallets, doors.people().users(), Ticker.systemTicker());
        return Stream.of(
                        new WalletRoutes(wallets, allotment(doors), grants(doors), answers, ids)
                                .endpoints(),
                        new HistoryRoutes(ledger, ownership, answers, sources.clock()).endpoints(),
                        new MovementRoutes(wallets, ledger, answers, ids, tiers).endpoints(),
                        new TransferRoutes(wallets, ledger, answers, ids, tiers).endpoints(),
                        new BulkRoutes(wallets, tiers, ids, system, settings.bounds().bulk())
                                .endpoints(),
                        new ReversalRoutes(wallets, ownership, answers, ids).endpoints(),
                        new HoldRoutes(wallets, answers, ids, tiers).endpoints(),
                        new LedgerCheckRoutes(ledger, answers).endpoints(),
                        jobs(doors, answers, tiers))
                .flatMap(List::stream)
                .toList();
    }

    private List<Endpoint> jobs(Doors doors, Answers answers, Tiers tiers) {
        var flows = new Flows(virtualThreads, patience());
        var ids = sources.ids();
        return new JobGroup(doors.jobs(), doors.wallets(), answers, flows, ids, tiers, streams)
                .endpoints();
    }

    private Allotment allotment(Doors doors) {
        int most = settings.bounds().maxWalletsPerUser();
        return new Allotment(doors.people().users(), doors.wallets(), most);
    }

    private OpeningGrants grants(Doors doors) {
        return new OpeningGrants(doors.wallets(), doors.ledger(), sources.ids());
    }

    private Parts parts(App app, Doors doors, Answers answers) {
        var people = doors.people();
        var flows = new Flows(virtualThreads, patience());
        return new Parts(
                app,
                new Parts.Doors(doors.wallets(), doors.ledger(), people.requests(), people.trail()),
                identities.logins(),
                flows,
                new Openings(app, new Till(doors.wallets(), flows), grants(doors)),
                new HealthRoutes(doors.health(), answers, sources.clock()),
                answers.problems(),
                sources.clock(),
                sources.ids());
    }

    private List<Endpoint> operating(Doors doors, Answers answers) {
        return Stream.of(
                        new TrailRoutes(doors.people().trail(), answers).endpoints(),
                        new HealthRoutes(doors.health(), answers, sources.clock()).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    private List<Endpoint> webhooks(Doors doors, Answers answers) {
        return new WebhookRoutes(
                        settings.webhooks(),
                        doors.webhooks(),
                        answers,
                        sources.clock(),
                        sources.ids())
                .endpoints();
    }

    private List<Endpoint> keyRoutes(Doors doors, Answers answers, Set<String> scopes) {
        return new KeyRoutes(
                        doors.people().keys(),
                        answers,
                        settings.apps(),
                        scopes,
                        sources.clock(),
                        sources.ids(),
                        Randomness.of(sources.random()))
                .endpoints();
    }

    /** What is public needs no credential, hence no scope either. */
    private static Set<String> scopes(List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(Endpoint::operation)
                .filter(operation -> operation.access() != Access.PUBLIC)
                .map(Operation::scope)
                .collect(Collectors.toSet());
    }

    private static List<Endpoint> concat(List<Endpoint> some, List<Endpoint> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
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
        return perimeter.cors().on(request, perimeter.precautions().on(response));
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
