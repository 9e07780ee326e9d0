package io.florin.edge;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Authenticator;
import io.florin.edge.health.HealthRoutes;
import io.florin.edge.ledger.HistoryRoutes;
import io.florin.edge.ledger.LedgerCheckRoutes;
import io.florin.edge.openapi.ManualRoutes;
import io.florin.edge.operation.Bodies;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Failures;
import io.florin.edge.operation.Gate;
import io.florin.edge.operation.RequestHandler;
import io.florin.edge.operation.RoutingTable;
import io.florin.edge.problem.Problems;
import io.florin.edge.transfer.BulkRoutes;
import io.florin.edge.transfer.ReversalRoutes;
import io.florin.edge.transfer.TransferRoutes;
import io.florin.edge.wallet.HoldRoutes;
import io.florin.edge.wallet.MovementRoutes;
import io.florin.edge.wallet.Ownership;
import io.florin.edge.wallet.WalletRoutes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** All routes of the edge, put together; the one table of them is also the documentation. */
final class Routes {
    private final ActorSystem<?> system;
    private final EdgeSettings settings;
    private final List<Endpoint> endpoints;
    private final RequestHandler handler;

    Routes(Surroundings around, EdgeSettings settings, Authenticator authenticator, Doors doors) {
        this.system = around.system();
        this.settings = settings;
        var problems = new Problems(settings.bounds().retryAfterSeconds());
        this.endpoints = endpoints(patient(doors), new Answers(problems), around);
        this.handler = handler(authenticator, new Failures(problems, around.ids()));
    }

    private RequestHandler handler(Authenticator authenticator, Failures failures) {
        var bounds = settings.bounds();
        var bodies =
                new Bodies(
                        system,
                        bounds.maxBodyBytes(),
                        bounds.maxBulkBodyBytes(),
                        Duration.ofMillis(bounds.bodyTimeoutMillis()));
        return new RequestHandler(
                new RoutingTable(endpoints),
                new Gate(authenticator, settings.apps()),
                bodies,
                failures,
                bounds.maxInFlightRequests());
    }

    private Doors patient(Doors doors) {
        var patience = patience();
        var executor = system.executionContext();
        return new Doors(
                new PatientWallets(doors.wallets(), patience, executor),
                new PatientLedger(doors.ledger(), patience, executor),
                doors.health());
    }

    private Duration patience() {
        return Duration.ofMillis(settings.bounds().requestTimeoutMillis());
    }

    private List<Endpoint> endpoints(Doors doors, Answers answers, Surroundings around) {
        var clock = around.clock();
        var ids = around.ids();
        var wallets = doors.wallets();
        var ledger = doors.ledger();
        var ownership = new Ownership(wallets, answers);
        var ours =
                Stream.of(
                                new WalletRoutes(wallets, answers, ids).endpoints(),
                                new HistoryRoutes(ledger, ownership, answers, clock).endpoints(),
                                new MovementRoutes(wallets, ledger, answers, ids).endpoints(),
                                new TransferRoutes(wallets, ledger, answers, ids).endpoints(),
                                new BulkRoutes(wallets, ids, system, bulk()).endpoints(),
                                new ReversalRoutes(wallets, ownership, answers, ids).endpoints(),
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
                handler.handle(request).thenApply(response -> gzip.pack(request, response)));
    }

    /** Completes as soon as every request has its response. */
    CompletionStage<Void> drained() {
        return handler.drained();
    }
}
