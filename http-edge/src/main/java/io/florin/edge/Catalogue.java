package io.florin.edge;

import com.github.benmanes.caffeine.cache.Ticker;
import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.App;
import io.florin.edge.group.Openings;
import io.florin.edge.group.Parts;
import io.florin.edge.group.Till;
import io.florin.edge.health.HealthRoutes;
import io.florin.edge.identity.Randomness;
import io.florin.edge.job.JobGroup;
import io.florin.edge.key.KeyRoutes;
import io.florin.edge.ledger.HistoryRoutes;
import io.florin.edge.ledger.LedgerCheckRoutes;
import io.florin.edge.logging.LogLevelRoutes;
import io.florin.edge.openapi.ManualRoutes;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Operation;
import io.florin.edge.outbound.DeliveryRoutes;
import io.florin.edge.outbound.EndpointRoutes;
import io.florin.edge.outbound.EndpointSecrets;
import io.florin.edge.payment.PaymentRoutes;
import io.florin.edge.payment.PayoutRoutes;
import io.florin.edge.secret.Vault;
import io.florin.edge.stream.Streams;
import io.florin.edge.trail.Recorder;
import io.florin.edge.trail.TrailRoutes;
import io.florin.edge.trail.Witness;
import io.florin.edge.transfer.BulkRoutes;
import io.florin.edge.transfer.ReversalRoutes;
import io.florin.edge.transfer.TransferRoutes;
import io.florin.edge.user.Logins;
import io.florin.edge.wallet.Allotment;
import io.florin.edge.wallet.HoldRoutes;
import io.florin.edge.wallet.MovementRoutes;
import io.florin.edge.wallet.OpeningGrants;
import io.florin.edge.wallet.Ownership;
import io.florin.edge.wallet.Tiers;
import io.florin.edge.wallet.WalletRoutes;
import io.florin.edge.webhook.EventRoutes;
import io.florin.edge.webhook.RefusedMessages;
import io.florin.edge.webhook.WebhookRoutes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;

/** What the edge offers: each area's routes, from the doors that they knock at. */
final class Catalogue {
    private final EdgeSettings settings;
    private final Sources sources;
    private final ActorSystem<?> system;
    private final Doors doors;
    private final Answers answers;
    private final Streams streams;
    private final RefusedMessages refused;

    /** What is offered stands on these, and on the answers that go on. */
    record Ground(EdgeSettings settings, Sources sources, ActorSystem<?> system, Streams streams) {}

    Catalogue(Ground ground, Doors doors, Answers answers) {
        this.settings = ground.settings();
        this.sources = ground.sources();
        this.system = ground.system();
        this.streams = ground.streams();
        this.doors = doors;
        this.answers = answers;
        this.refused = new RefusedMessages(sources.clock());
    }

    /** Counts what was none of a provider's. */
    RefusedMessages refusedMessages() {
        return refused;
    }

    /** Every call that the edge takes, with its own manual. */
    List<Endpoint> endpoints(Identities identities, Groups groups, Flows flows) {
        var recorder = new Recorder(doors.people().trail(), identities.witness());
        var ours =
                Stream.of(
                                money(flows),
                                identities.endpoints(),
                                operating(),
                                webhooks(flows),
                                told(identities.witness(), flows),
                                groups.endpoints())
                        .flatMap(List::stream)
                        .map(identities.pins()::asking)
                        .map(recorder::recording)
                        .toList();
        var all = concat(ours, keyRoutes(scopes(ours)));
        return concat(all, new ManualRoutes(all).endpoints());
    }

    private List<Endpoint> money(Flows flows) {
        var wallets = doors.wallets();
        var ledger = doors.ledger();
        var ids = sources.ids();
        var ownership = new Ownership(wallets, answers);
        var tiers = new Tiers(wallets, doors.people().users(), Ticker.systemTicker());
        return Stream.of(
                        new WalletRoutes(wallets, allotment(), grants(), answers, ids).endpoints(),
                        new HistoryRoutes(ledger, ownership, answers, sources.clock()).endpoints(),
                        new MovementRoutes(wallets, ledger, answers, ids, tiers).endpoints(),
                        new TransferRoutes(wallets, ledger, answers, ids, tiers).endpoints(),
                        new BulkRoutes(wallets, tiers, ids, system, bulk()).endpoints(),
                        new ReversalRoutes(wallets, ownership, answers, ids).endpoints(),
                        new HoldRoutes(wallets, answers, ids, tiers).endpoints(),
                        new LedgerCheckRoutes(ledger, answers).endpoints(),
                        new JobGroup(doors.jobs(), wallets, answers, flows, ids, tiers, streams)
                                .endpoints(),
                        new PaymentRoutes(doors.payments(), ownership, answers).endpoints(),
                        new PayoutRoutes(doors.payments(), ownership, answers, tiers).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    private Allotment allotment() {
        int most = settings.bounds().maxWalletsPerUser();
        return new Allotment(doors.people().users(), doors.wallets(), most);
    }

    private OpeningGrants grants() {
        return new OpeningGrants(doors.wallets(), doors.ledger(), sources.ids());
    }

    /** What an app's own group of routes is built from. */
    Parts parts(App app, Logins logins, Flows flows) {
        var people = doors.people();
        return new Parts(
                app,
                new Parts.Doors(doors.wallets(), doors.ledger(), people.requests(), people.trail()),
                logins,
                flows,
                new Openings(app, new Till(doors.wallets(), flows), grants()),
                new HealthRoutes(doors.health(), answers, sources.clock()),
                answers.problems(),
                sources.clock(),
                sources.ids());
    }

    private List<Endpoint> operating() {
        return Stream.of(
                        new TrailRoutes(doors.people().trail(), answers).endpoints(),
                        new LogLevelRoutes(doors.logLevels(), answers, sources.clock()).endpoints(),
                        new HealthRoutes(doors.health(), answers, sources.clock()).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    private List<Endpoint> webhooks(Flows flows) {
        var told = doors.webhooks();
        return concat(
                new WebhookRoutes(
                                settings.webhooks(),
                                told,
                                answers,
                                sources.clock(),
                                sources.ids(),
                                sources.traffic(),
                                refused)
                        .endpoints(),
                new EventRoutes(told, answers, flows, sources.ids()).endpoints());
    }

    /** Where apps' own systems are told, and how that went. */
    private List<Endpoint> told(Witness witness, Flows flows) {
        var vault = new Vault(settings.identity().secret(), sources.random());
        var secrets = new EndpointSecrets(vault, Randomness.of(sources.random()));
        var trail = doors.people().trail();
        var ids = sources.ids();
        return concat(
                new EndpointRoutes(doors.endpoints(), trail, witness, secrets, flows, ids).routes(),
                new DeliveryRoutes(doors.endpoints(), flows, ids).routes());
    }

    private List<Endpoint> keyRoutes(Set<String> scopes) {
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

    private BulkRoutes.Bounds bulk() {
        var bounds = settings.bounds();
        return new BulkRoutes.Bounds(
                bounds.maxBulkTransfers(), bounds.bulkParallelism(), bounds.requestTimeout());
    }
}
