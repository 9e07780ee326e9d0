package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.florin.edge.signature.Flaw;
import io.florin.edge.webhook.RefusedMessages;
import io.florin.edge.webhook.RefusedMessages.Cause;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator sees of what providers told us, and of what they did not tell us. */
class WebhookEventsTest {
    private static final String BODY =
            "{\"id\":\"evt_1\",\"type\":\"charge.succeeded\",\"data\":{\"object\":{\"id\":\"ch_1\"}}}";

    private final WebhookEdge webhooks = new WebhookEdge();
    private final TestEdge edge = webhooks.edge;

    private String told() {
        webhooks.send("stripe", BODY);
        return edge.webhooks.stored.getFirst().id();
    }

    @Test
    void whatProvidersToldIsListedAndShown() {
        var id = told();
        var event =
                "\"provider\":\"stripe\",\"profile\":\"stripe\",\"event\":\"evt_1\","
                    + "\"type\":\"charge.succeeded\",\"object\":\"ch_1\",\"state\":\"received\"";
        assertThat(edge.get("/v1/webhook-events?provider=stripe&state=received").body())
                .startsWith("{\"items\":[{\"id\":\"%s\",%s".formatted(id, event))
                .doesNotContain("body");
        assertThat(People.text(edge.get("/v1/webhook-events/" + id), "body")).isEqualTo(BODY);
        assertThat(edge.get("/v1/webhook-events/none").line()).contains("webhook_event_unknown");
        assertThat(edge.get("/v1/webhook-events?state=lost").line()).contains("parameter_invalid");
    }

    @Test
    void anEventIsWorkedOnOnceMoreForEachKey() {
        var path = "/v1/webhook-events/" + told() + "/replay";
        var first = edge.post(path, "{}", "Idempotency-Key: k1");
        assertThat(first.status()).as(first.line()).isEqualTo(202);
        assertThat(first.header("Location")).isEqualTo("/v1/jobs/" + People.text(first, "job"));
        var again = edge.post(path, "{}", "Idempotency-Key: k1");
        assertThat(again.line()).isEqualTo(first.line());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        edge.post(path, "{}");
        assertThat(edge.webhooks.replays).hasSize(2);
        assertThat(edge.post("/v1/webhook-events/none/replay", "{}").line())
                .contains("webhook_event_unknown");
    }

    @Test
    void whatIsRefusedIsCountedAndToldOfNowAndThen() {
        var logger = (Logger) LoggerFactory.getLogger(RefusedMessages.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        try {
            for (int i = 0; i < 3; i++) webhooks.send("stripe", BODY, TestEdge.ANONYMOUS);
            var old = webhooks.signed("omise", BODY, Duration.ofHours(-1), WebhookEdge.SECRET);
            webhooks.send("omise", BODY, old);
            webhooks.send("nobody", BODY, TestEdge.ANONYMOUS);
            told();
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(edge.routes.refusedMessages().counts())
                .isEqualTo(
                        Map.of(
                                new Cause("stripe", Flaw.MISSING), 3L,
                                new Cause("omise", Flaw.TOO_OLD), 1L));
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "A message to /webhooks/stripe is refused: MISSING;"
                                + " 1 are since the last such line");
    }
}
