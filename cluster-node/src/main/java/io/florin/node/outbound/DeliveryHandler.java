package io.florin.node.outbound;

import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.Outcome.Again;
import io.florin.node.job.PayloadCheck;
import io.florin.node.job.Run;
import io.florin.persistence.outbound.DeliveryTable;
import io.florin.persistence.outbound.DeliveryTable.Letter;
import io.florin.persistence.outbound.EndpointHealth;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.job.JobError;
import io.florin.protocol.outbound.WebhookDelivery.Attempt;
import io.florin.protocol.outbound.WebhookDelivery.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code webhook.delivery}: sends a message to an endpoint, the same bytes in every attempt, signed
 * anew. A node that dies after the answer and before it is written sends once more.
 */
final class DeliveryHandler implements JobHandler {
    /** What it works with. */
    record Tools(
            DeliveryTable deliveries,
            EndpointHealth health,
            Signer signer,
            Courier courier,
            InstantSource clock,
            Duration disableAfter) {}

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryHandler.class);

    private final Tools tools;

    DeliveryHandler(Tools tools) {
        this.tools = tools;
    }

    @Override
    public PayloadCheck payload() {
        return DeliveryKind.PAYLOAD;
    }

    @Override
    public Outcome run(Run run) throws InterruptedException {
        var job = run.claim().job();
        var delivery = DeliveryKind.delivery(job.spec().payload()).orElse("");
        var found = tools.deliveries().letter(job.app(), delivery, tools.clock().instant());
        if (found.isEmpty()) return never("delivery_unknown", "There is no such delivery.");
        var letter = found.get();
        if (letter.state() == State.DELIVERED) return new Outcome.Succeeded("{\"repeat\":true}");
        if (letter.off() || letter.secrets().isEmpty()) {
            return never("endpoint_off", "The endpoint is off, or deleted.");
        }
        var receipt = send(letter);
        if (Thread.interrupted()) throw new InterruptedException();
        return conclude(letter, new Told(job.app(), delivery, tools.clock().instant()), receipt);
    }

    private Receipt send(Letter letter) {
        var body = body(letter).getBytes(StandardCharsets.UTF_8);
        var now = tools.clock().instant();
        var signed = tools.signer().headers(letter.secrets(), letter.event(), now, body);
        var headers = new LinkedHashMap<>(signed);
        headers.putAll(LogTrace.headers());
        return tools.courier().post(letter.url(), headers, body);
    }

    /** As Standard Webhooks has it. The data is JSON already; the words need no escapes. */
    static String body(Letter letter) {
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}"
                .formatted(letter.type(), letter.at(), letter.data());
    }

    private record Told(String app, String delivery, Instant at) {}

    private Outcome conclude(Letter letter, Told told, Receipt receipt) {
        var status =
                receipt instanceof Receipt.Answered(var code, _) ? Integer.valueOf(code) : null;
        return switch (Verdict.of(receipt)) {
            case Verdict.Delivered() -> {
                attempted(told, status, null);
                tools.health().succeeded(letter.endpoint());
                yield new Outcome.Succeeded("{\"status\":" + status + "}");
            }
            case Verdict.Gone() -> {
                var message = "The endpoint answered 410: it wants no more, and is off.";
                attempted(told, status, message);
                failed(letter, true, told.at());
                yield never("endpoint_gone", message);
            }
            case Verdict.Again(var code, var message, var notBefore) -> {
                attempted(told, status, message);
                failed(letter, false, told.at());
                var again =
                        notBefore == null
                                ? new Again.Later()
                                : new Again.NotBefore(told.at().plus(notBefore));
                yield new Outcome.Failed(new JobError(code, message), again);
            }
        };
    }

    private void attempted(Told told, @Nullable Integer status, @Nullable String error) {
        var attempt = new Attempt(told.at(), status, error);
        tools.deliveries().attempted(told.app(), told.delivery(), attempt);
    }

    private void failed(Letter letter, boolean gone, Instant at) {
        tools.health()
                .failed(letter.endpoint(), gone, tools.disableAfter(), at)
                .ifPresent(why ->
                        LOG.warn(
                                "Webhook endpoint {} is switched off: {}", letter.endpoint(), why));
    }

    private static Outcome never(String code, String message) {
        return new Outcome.Failed(new JobError(code, message), new Again.Never());
    }
}
