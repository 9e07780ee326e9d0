package io.florin.node.payment;

import io.florin.node.job.JobHandler;
import io.florin.node.job.JobSettings;
import io.florin.node.job.Wakes;
import io.florin.node.provider.Circuit;
import io.florin.node.telemetry.Meter;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.payment.PaymentTable;
import io.florin.persistence.payment.PayoutTable;
import io.florin.persistence.webhook.WebhookTable;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobId;
import io.florin.protocol.webhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;

/** All jobs of payments: who does them, and which work follows from a provider's message. */
public final class PaymentJobs {
    /** What they stand on. */
    public record Ground(
            ActorSystem<?> system,
            Database database,
            JobSettings jobs,
            PaymentSettings settings,
            Wakes wakes,
            Meter meter,
            InstantSource clock) {}

    private final Ground ground;
    private final PaymentKinds kinds;
    private final Gateways gateways;
    private final Book book;

    public PaymentJobs(Ground ground) {
        this.ground = ground;
        this.kinds = new PaymentKinds(ground.jobs());
        this.gateways = Gateways.of(ground.settings(), ground.system(), ground.clock());
        var database = ground.database();
        this.book =
                new Book(
                        new PaymentTable(database),
                        new PayoutTable(database),
                        ground.meter(),
                        ground.clock());
        book.begin();
    }

    Ground ground() {
        return ground;
    }

    PaymentKinds kinds() {
        return kinds;
    }

    Gateways gateways() {
        return gateways;
    }

    Book book() {
        return book;
    }

    /** Of the providers that there is a key for. */
    public List<Circuit> circuits() {
        return gateways.circuits();
    }

    /** By kind. */
    public Map<String, JobHandler> handlers() {
        var quiet = Duration.ofMillis(ground.settings().quietMillis());
        var post = new Post(OwnProcess.find(), quiet, ground.clock());
        var jobs = new JobTable(ground.database());
        var visits = new Visits(book, gateways, jobs, ground.wakes());
        var send = new SendHandler(book, gateways, post);
        var events = new WebhookTable(ground.database());
        return Map.of(
                PaymentKinds.CHARGE,
                new ChargeHandler(book, gateways, post),
                PaymentKinds.PAYOUT,
                send,
                PaymentKinds.REFUND,
                send,
                PaymentKinds.CHECK,
                new CheckHandler(book, visits),
                PaymentKinds.RECONCILE,
                new ReconcileHandler(book, kinds, jobs, ground.wakes(), ground.settings()),
                PaymentKinds.WEBHOOK,
                new WebhookHandler(events, book, gateways, visits));
    }

    /** A wallet could not take what it was due: that is seen at the payment, or the payout. */
    public void suspended(Effect.Credit credit) {
        book.suspended(credit);
    }

    /** Tells the workers of such a job, once it is stored. */
    public void wake(Due due) {
        ground.wakes().wake(List.of(due));
    }

    /** The job of that id that works on a provider's message, if we work on it. */
    public Optional<JobRow> workOn(WebhookEvent event, JobId job, Instant at) {
        return WebhookHandler.provider(event)
                .filter(gateways.providers()::contains)
                .map(_ -> {
                    var payload = Payloads.EVENT.of(event.id());
                    var spec = kinds.spec(PaymentKinds.WEBHOOK, payload, null, null);
                    return kinds.row(event.app(), job.value(), spec, at);
                });
    }
}
