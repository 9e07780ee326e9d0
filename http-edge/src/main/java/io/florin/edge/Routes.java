package io.florin.edge;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.ConfiguredKeys;
import io.florin.edge.health.HealthRoutes;
import io.florin.edge.identity.IdSource;
import io.florin.edge.ledger.HistoryRoutes;
import io.florin.edge.ledger.LedgerCheckRoutes;
import io.florin.edge.openapi.ManualRoutes;
import io.florin.edge.operation.Bodies;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Entrance;
import io.florin.edge.operation.Failures;
import io.florin.edge.operation.Gate;
import io.florin.edge.operation.Limiter;
import io.florin.edge.operation.RequestHandler;
import io.florin.edge.operation.RoutingTable;
import io.florin.edge.problem.Problems;
import io.florin.edge.transfer.BulkRoutes;
import io.florin.edge.transfer.ReversalRoutes;
import io.florin.edge.transfer.TransferRoutes;
import io.florin.edge.wallet.HoldRoutes;
import io.florin.edge.wallet.MovementRoutes;
import io.florin.edge.wallet.WalletRoutes;
import io.florin.protocol.limit.RateLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** All routes of the edge, put together; the one table of them is also the documentation. */
final class Routes {
    private final ActorSystem<?> system;
    private final EdgeSettings settings;
    private final List<Endpoint> endpoints;
    private final RequestHandler handler;

    Routes(
            ActorSystem<?> system,
            EdgeSettings settings,
            Doors doors,
            InstantSource clock,
            IdSource ids) {
        this.system = system;
        this.settings = settings;
        var problems = new Problems(settings.bounds().retryAfterSeconds());
        this.endpoints = endpoints(patient(doors), new Answers(problems), clock, ids);
        this.handler = handler(patient(doors).limits(), new Failures(problems, ids));
    }

    private RequestHandler handler(RateLimits limits, Failures failures) {
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
                        new Gate(
                                new ConfiguredKeys(settings.credentials()),
                                settings.apps(),
                                settings.perimeter().proxies()),
                        limiter(limits)),
                bodies,
                failures,
                bounds.maxInFlightRequests());
    }

    /** Throws {@link IllegalArgumentException} if an operation's rule is not configured. */
    private Limiter limiter(RateLimits limits) {
        var limiter = new Limiter(settings.perimeter().limits(), limits);
        endpoints.forEach(each -> limiter.check(each.operation(), Perimeter.RATE_LIMITS));
        return limiter;
    }

    private Doors patient(Doors doors) {
        var patience = patience();
        var executor = system.executionContext();
        return new Doors(
                new PatientWallets(doors.wallets(), patience, executor),
                new PatientLedger(doors.ledger(), patience, executor),
                doors.health(),
                new PatientRateLimits(doors.limits(), patience, executor));
    }

    private Duration patience() {
        return Duration.ofMillis(settings.bounds().requestTimeoutMillis());
    }

    private List<Endpoint> endpoints(
            Doors doors, Answers answers, InstantSource clock, IdSource ids) {
        var wallets = doors.wallets();
        var ledger = doors.ledger();
        var ours =
                Stream.of(
                                new WalletRoutes(wallets, answers, ids).endpoints(),
                                new HistoryRoutes(ledger, answers, clock).endpoints(),
                                new MovementRoutes(wallets, ledger, answers, ids).endpoints(),
                                new TransferRoutes(wallets, ledger, answers, ids).endpoints(),
                                new BulkRoutes(wallets, ids, system, bulk()).endpoints(),
                                new ReversalRoutes(wallets, answers, ids).endpoints(),
                                new HoldRoutes(wallets, answers, ids).endpoints(),
                                new LedgerCheckRoutes(ledger, answers).endpoints(),
                                new HealthRoutes(doors.health(), answers, clock).endpoints())
                        .flatMap(List::stream)
                        .toList();
        var manual = new ManualRoutes(ours);
        return Stream.concat(ours.stream(), manual.endpoints().stream()).toList();
    }

    private BulkRoutes.Bounds bulk() {
        var bounds = settings.bounds();
        return new BulkRoutes.Bounds(
                bounds.maxBulkTransfers(), bounds.bulkParallelism(), patience());
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    Route route() {
        var gzip = new Gzip(settings.bounds().gzipMinBytes());
        return Directives.handle(request ->
                answer(request).thenApply(response -> gzip.pack(request, told(request, response))));
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request) {
        return settings.perimeter()
                .cors()
                .preflight(request)
                .<CompletionStage<HttpResponse>>map(CompletableFuture::completedStage)
                .orElseGet(() -> handler.handle(request));
    }

    /** With what browsers are told. */
    private HttpResponse told(HttpRequest request, HttpResponse response) {
        var perimeter = settings.perimeter();
        return perimeter.cors().on(request, perimeter.precautions().on(response));
    }

    /** Completes as soon as every request has its response. */
    CompletionStage<Void> drained() {
        return handler.drained();
    }
}
