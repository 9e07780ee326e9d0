package io.florin.sandbox.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.florin.node.calls.BlockingCalls;
import io.florin.node.job.JobHandler;
import io.florin.node.job.JobHandlers;
import io.florin.node.job.JobSettings;
import io.florin.node.job.KnownKinds;
import io.florin.node.job.Outcome;
import io.florin.node.job.SqlJobs;
import io.florin.node.payment.PaymentJobs;
import io.florin.node.payment.PaymentSettings;
import io.florin.node.payment.PaymentSettings.Account;
import io.florin.node.payment.SqlPayments;
import io.florin.node.provider.Circuit;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.Claim;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.job.RunEnd;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.webhook.WebhookTable;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.Decision;
import io.florin.protocol.payment.NewPayment;
import io.florin.protocol.payment.NewPayout;
import io.florin.protocol.payment.NewPayout.Destination;
import io.florin.protocol.payment.NewRefund;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.payment.Taking;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.webhook.RawBytes;
import io.florin.protocol.webhook.WebhookEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/**
 * Payments on real tables, at simulated providers, without Kafka: jobs run when a test says so, one
 * after the other, and what they do to wallets is written down.
 */
final class Shop implements AutoCloseable {
    static final String APP = "shop";
    static final WalletId WALLET = new WalletId(APP, "ann");
    static final Money PRICE = new Money(new Asset("THB"), 9_900);
    static final Money GRANT = new Money(new Asset("CREDIT"), 600);
    static final int FAILURES = 3;
    private static final String NODE = "node-1";
    private static final Circuit.Settings CIRCUIT =
            Circuit.Settings.of("florin.payments.circuit", FAILURES, 3_600_000);

    /** What wallets were told, each once, as wallets do. */
    final Set<String> moved = new LinkedHashSet<>();

    final Counted counted = new Counted();

    private final List<Due> due = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, JobHandler> handlers;
    private final Database database;
    private final RunTable runs;
    private final JobTable jobs;
    private final PaymentJobs parts;
    private final SqlPayments door;

    Shop(ActorSystem<?> system, Database database, Map<Provider, Account> accounts) {
        this.database = database;
        var settings = JobSettings.from(ConfigFactory.load());
        var payments = new PaymentSettings(accounts, 1, 64, 1, 1, 50, 14, CIRCUIT);
        var clock = InstantSource.system();
        parts =
                new PaymentJobs(
                        new PaymentJobs.Ground(
                                system, database, settings, payments, due::addAll, counted, clock));
        handlers = parts.handlers();
        runs = new RunTable(database);
        jobs = new JobTable(database);
        var ground =
                new SqlJobs.Ground(
                        database,
                        new BlockingCalls(threads, 64, "test"),
                        threads,
                        new Purse(),
                        due::addAll,
                        new KnownKinds(settings, new JobHandlers(handlers)),
                        clock,
                        NODE,
                        settling -> moved.add(text(settling.effect())),
                        () -> UUID.randomUUID().toString());
        door = new SqlPayments(parts, new SqlJobs(ground), threads);
    }

    static Account account(URI base, String key, int readMillis, @Nullable Asset currency) {
        return new Account(base, key, 2_000, readMillis, currency);
    }

    static <T> T now(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** Asks for a payment, and runs its job. */
    PaymentId pay(Provider provider, @Nullable String method) throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        ask(id, provider, method);
        work();
        return id;
    }

    Taking<Payment> ask(PaymentId id, Provider provider, @Nullable String method) throws Exception {
        var wanted = new NewPayment(id, provider, WALLET, PRICE, GRANT, method, "f");
        return now(door.ask(wanted));
    }

    Taking<Payout> send(PaymentId id, Provider provider, Destination to) throws Exception {
        return send(id, provider, to, PRICE);
    }

    Taking<Payout> send(PaymentId id, Provider provider, Destination to, Money money)
            throws Exception {
        var wanted = new NewPayout(id, provider, WALLET, money, money, to, "f", Terms.FREE);
        return now(door.send(wanted));
    }

    /** Asks for a refund; null: of all that is left. */
    Taking<Payout> refund(PaymentId id, PaymentId payment, @Nullable Long amount) throws Exception {
        return now(door.refund(new NewRefund(id, APP, payment, amount, "r" + amount, Terms.FREE)));
    }

    Taking<Payment> decide(PaymentId id, Decision decision) throws Exception {
        return now(door.decide(APP, id, decision));
    }

    Taking<Payout> decideOnPayout(PaymentId id, Decision decision) throws Exception {
        return now(door.decideOnPayout(APP, id, decision));
    }

    Taking<Payout> answer(PaymentId id, boolean approved) throws Exception {
        return now(door.answer(APP, id, approved));
    }

    Payment payment(PaymentId id) throws Exception {
        return now(door.payment(APP, id)).orElseThrow();
    }

    Payout payout(PaymentId id) throws Exception {
        return now(door.payout(APP, id)).orElseThrow();
    }

    JobState job(PaymentId id) {
        return jobs.find(new JobName(APP, new JobId(id.value()), null)).getFirst().job().state();
    }

    /** The time of the next question has come. */
    void askAgain(PaymentId id) throws Exception {
        due.addAll(jobs.hasten(new JobName(APP, new JobId(id.value()), null)));
        work();
    }

    /** Whether the provider is given a rest. */
    boolean rests(Provider provider) {
        return parts.circuits().stream()
                .anyMatch(
                        circuit -> circuit.provider().equals(provider.word()) && circuit.isOpen());
    }

    /** A message whose signature was good. */
    void hear(Provider provider, String event, String type, String object) throws Exception {
        var told =
                new WebhookEvent(
                        UUID.randomUUID().toString(),
                        "default", // a provider has one endpoint for all apps
                        provider.word(),
                        provider.word(),
                        new WebhookEvent.Subject(event, type, object, null),
                        Instant.now(),
                        new HashMap<>(),
                        new RawBytes(new byte[] {'{', '}'}));
        var work = parts.workOn(told, new JobId(told.id()), told.receivedAt()).orElseThrow();
        var stored = new WebhookTable(database).store(told, work);
        if (stored.due() != null) due.add(stored.due());
        work();
    }

    /** What the schedule does every five minutes. */
    void reconcile() throws Exception {
        var id = UUID.randomUUID().toString();
        var spec =
                new JobSpec(
                        "payment",
                        "payment.reconcile",
                        null,
                        "{}",
                        Priority.NORMAL,
                        null,
                        null,
                        null);
        var job = new NewJob(APP, new JobId(id), true, null, spec, null, Terms.FREE, null);
        var row = new JobRow(job, false, 3, "f", Instant.now(), Duration.ofMinutes(2));
        var submitted = jobs.submit(row).due();
        if (submitted != null) due.add(submitted);
        work();
    }

    /** Runs all jobs that are due, and those that follow. */
    void work() throws Exception {
        while (!due.isEmpty()) {
            var seqs = due.stream().map(Due::seq).distinct().toList();
            due.clear();
            for (var claim : runs.claim(seqs, NODE, seqs.size())) run(claim);
        }
    }

    private void run(Claim claim) throws Exception {
        var handler = handlers.get(claim.job().spec().kind());
        assertThat(handler).as(claim.job().spec().kind()).isNotNull();
        var outcome = handler.run(new OneRun(claim, runs));
        var end = end(claim, outcome);
        assertThat(runs.finish(List.of(end)).accepted()).hasSize(1);
        if (end instanceof RunEnd.Ends ends && !(ends.effect() instanceof Effect.None)) {
            moved.add(text(ends.effect()));
            runs.end(List.of(claim.fence()));
        }
    }

    /** As the workers have it, without waiting. */
    private static RunEnd end(Claim claim, Outcome outcome) {
        var now = Duration.ZERO;
        boolean priced = claim.job().price() != null;
        return switch (outcome) {
            case Outcome.Succeeded(var result, var cost, var effect) ->
                    new RunEnd.Ends(
                            claim.fence(),
                            JobState.SUCCEEDED,
                            effect == null ? new Effect.None() : effect,
                            result,
                            null,
                            cost);
            case Outcome.Failed(var error, Outcome.Again.Never()) ->
                    new RunEnd.Ends(
                            claim.fence(),
                            JobState.DEAD,
                            priced ? new Effect.Release() : new Effect.None(),
                            null,
                            error,
                            null);
            case Outcome.Failed(var error, _) -> new RunEnd.Retry(claim.fence(), error, now);
            case Outcome.Unknown(var error) -> new RunEnd.Ask(claim.fence(), error, now);
        };
    }

    private static String text(Effect effect) {
        return switch (effect) {
            case Effect.None() -> "nothing";
            case Effect.Capture(SystemAccount(var to)) -> "captured to " + to;
            case Effect.Release() -> "released";
            case Effect.Credit(var wallet, var money, var from, var reference) ->
                    "%s gets %s from %s for %s".formatted(wallet.id(), money, from, reference);
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
