package io.florin.edge;

import com.github.benmanes.caffeine.cache.Ticker;
import io.florin.edge.Doors.Registry;
import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.Authenticator;
import io.florin.edge.caller.ConfiguredKeys;
import io.florin.edge.health.HealthRoutes;
import io.florin.edge.identity.IdSource;
import io.florin.edge.key.KeyRoutes;
import io.florin.edge.key.StoredKeys;
import io.florin.edge.ledger.HistoryRoutes;
import io.florin.edge.ledger.LedgerCheckRoutes;
import io.florin.edge.openapi.ManualRoutes;
import io.florin.edge.operation.Bodies;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Failures;
import io.florin.edge.operation.Gate;
import io.florin.edge.operation.Operation;
import io.florin.edge.operation.RequestHandler;
import io.florin.edge.operation.RoutingTable;
import io.florin.edge.problem.Problems;
import io.florin.edge.trail.Recorder;
import io.florin.edge.trail.TrailRoutes;
import io.florin.edge.transfer.BulkRoutes;
import io.florin.edge.transfer.ReversalRoutes;
import io.florin.edge.transfer.TransferRoutes;
import io.florin.edge.wallet.HoldRoutes;
import io.florin.edge.wallet.MovementRoutes;
import io.florin.edge.wallet.WalletRoutes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

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
        var patient = patient(doors);
        var answers = new Answers(problems);
        var ours = endpoints(patient, answers, clock, ids);
        this.endpoints = withManual(registered(ours, patient, answers, clock, ids));
        this.handler = handler(authenticator(patient, clock), new Failures(problems, ids));
    }

    private Authenticator authenticator(Doors doors, InstantSource clock) {
        var configured = new ConfiguredKeys(settings.credentials());
        var registry = doors.registry();
        if (registry == null) return configured;
        return new StoredKeys(
                settings.credentials(), configured, registry.keys(), clock, Ticker.systemTicker());
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
                doors.health(),
                patient(doors.registry(), new Patience(patience, executor)));
    }

    private static @Nullable Registry patient(@Nullable Registry registry, Patience patience) {
        if (registry == null) return null;
        return new Registry(
                new PatientKeys(registry.keys(), patience),
                new PatientTrail(registry.trail(), patience),
                registry.randomness());
    }

    private Duration patience() {
        return Duration.ofMillis(settings.bounds().requestTimeoutMillis());
    }

    private List<Endpoint> endpoints(
            Doors doors, Answers answers, InstantSource clock, IdSource ids) {
        var wallets = doors.wallets();
        var ledger = doors.ledger();
        return Stream.of(
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
    }

    /** Recorded, and with the routes for keys and for what was recorded. */
    private List<Endpoint> registered(
            List<Endpoint> ours, Doors doors, Answers answers, InstantSource clock, IdSource ids) {
        var registry = doors.registry();
        if (registry == null) return ours;
        var randomness = registry.randomness();
        var recorder = new Recorder(registry.trail(), clock);
        var trail = new TrailRoutes(registry.trail(), answers).endpoints();
        var others = concat(ours.stream().map(recorder::recording).toList(), trail);
        var apps = settings.apps();
        var scopes = scopes(others);
        var keys = new KeyRoutes(registry.keys(), answers, apps, scopes, clock, ids, randomness);
        return concat(others, keys.endpoints());
    }

    /** What is public needs no credential, hence no scope either. */
    private static Set<String> scopes(List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(Endpoint::operation)
                .filter(operation -> operation.access() != Access.PUBLIC)
                .map(Operation::scope)
                .collect(Collectors.toSet());
    }

    private static List<Endpoint> withManual(List<Endpoint> ours) {
        return concat(ours, new ManualRoutes(ours).endpoints());
    }

    private static List<Endpoint> concat(List<Endpoint> some, List<Endpoint> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
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
