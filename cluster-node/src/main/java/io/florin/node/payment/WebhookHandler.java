package io.florin.node.payment;

import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.PayloadCheck;
import io.florin.node.job.Run;
import io.florin.persistence.webhook.WebhookTable;
import io.florin.persistence.webhook.WebhookTable.End;
import io.florin.protocol.account.Ids;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.webhook.WebhookEvent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code webhook.process}: works on what a provider told us. The message says only where to look:
 * the object is read again, and found by its id, or by our key if the answer to our own request has
 * not come yet.
 */
final class WebhookHandler implements JobHandler {
    private final WebhookTable events;
    private final Book book;
    private final Gateways gateways;
    private final Visits visits;

    WebhookHandler(WebhookTable events, Book book, Gateways gateways, Visits visits) {
        this.events = events;
        this.book = book;
        this.gateways = gateways;
        this.visits = visits;
    }

    /** Whose message it is, if we work on theirs. */
    static Optional<Provider> provider(WebhookEvent event) {
        return Arrays.stream(Provider.values())
                .filter(provider -> provider.word().equals(event.profile()))
                .findFirst();
    }

    @Override
    public PayloadCheck payload() {
        return Payloads.EVENT;
    }

    @Override
    public Outcome run(Run run) throws InterruptedException {
        var event = Payloads.EVENT.find(run.claim().job().spec().payload()).flatMap(events::find);
        if (event.isEmpty()) return Endings.never("event_unknown", "There is no such event.");
        try {
            var outcome = work(event.get());
            events.end(
                    event.get().id(), outcome.isPresent() ? End.WORKED : End.IGNORED, book.now());
            return outcome.orElseGet(() -> new Outcome.Succeeded("{\"state\":\"ignored\"}"));
        } catch (Trouble trouble) {
            return Endings.later(trouble);
        }
    }

    /** Empty: it is about nothing of ours. */
    private Optional<Outcome> work(WebhookEvent event) throws Trouble, InterruptedException {
        var provider = provider(event);
        var object = event.subject().object();
        if (provider.isEmpty() || object == null) return Optional.empty();
        var read = gateways.read(provider.get(), object);
        if (read.isEmpty()) return Optional.empty();
        var told = read.get();
        var named = Named.of(told.key());
        if (named.isEmpty()) return Optional.empty();
        var app = named.get().app();
        var id = named.get().id();
        var payment =
                book.payments()
                        .find(app, id)
                        .filter(row -> row.payment().provider() == provider.get());
        if (payment.isPresent()) {
            return Optional.of(visits.heard(payment.get().payment(), told));
        }
        var payout =
                book.payouts()
                        .find(app, id)
                        .filter(row -> row.payout().provider() == provider.get());
        return payout.isPresent()
                ? Optional.of(visits.heard(payout.get().payout(), told))
                : Optional.empty();
    }

    /**
     * What an app of ours has asked for; the provider's object says which, as it was read with our
     * key. The endpoint's app is only who was told: one account at a provider serves all.
     */
    private record Named(String app, PaymentId id) {
        static Optional<Named> of(@Nullable String key) {
            int slash = key == null ? -1 : key.indexOf('/');
            if (key == null || slash < 0) return Optional.empty();
            var id = key.substring(slash + 1);
            return Ids.isId(id)
                    ? Optional.of(new Named(key.substring(0, slash), new PaymentId(id)))
                    : Optional.empty();
        }
    }
}
