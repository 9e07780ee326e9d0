package io.florin.edge.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.webhook.WebhookEvent.Subject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which event is it, and which change of which object: two of one are one, two are never one. */
class ReadingTest {
    private static Subject read(Kind kind, String body) {
        return kind.reading()
                .orElseThrow()
                .of(Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Subject stripe(String event, String type, String object) {
        return read(
                Kind.STRIPE,
                "{\"id\":\"%s\",\"type\":\"%s\",\"data\":{\"object\":%s}}"
                        .formatted(event, type, object));
    }

    private static boolean sameChange(Subject one, Subject other) {
        var object = one.object();
        var change = one.change();
        return object != null
                && change != null
                && object.equals(other.object())
                && change.equals(other.change());
    }

    @Test
    void twoEventsOfWhatHappensOnceAreOneChange() {
        var one = stripe("evt_1", "payment_intent.succeeded", "{\"id\":\"pi_1\",\"amount\":1}");
        var two = stripe("evt_2", "payment_intent.succeeded", "{\"id\":\"pi_1\",\"amount\":2}");
        assertThat(one.event()).isNotEqualTo(two.event());
        assertThat(sameChange(one, two)).isTrue();
        assertThat(one.change()).isEqualTo("payment_intent.succeeded");
    }

    @Test
    void anotherObjectOrAnotherTypeIsAnotherChange() {
        var paid = stripe("evt_1", "payout.paid", "{\"id\":\"po_1\"}");
        assertThat(sameChange(paid, stripe("evt_2", "payout.paid", "{\"id\":\"po_2\"}"))).isFalse();
        assertThat(sameChange(paid, stripe("evt_3", "payout.failed", "{\"id\":\"po_1\"}")))
                .isFalse();
    }

    /** The second try to pay one intent is a real change, and must not be swallowed. */
    @Test
    void aSecondFailedAttemptIsAChangeOfItsOwn() {
        String type = "payment_intent.payment_failed";
        var first = stripe("evt_1", type, "{\"id\":\"pi_1\",\"latest_charge\":\"ch_1\"}");
        var repeated = stripe("evt_2", type, "{\"latest_charge\":\"ch_1\", \"id\":\"pi_1\"}");
        var second = stripe("evt_3", type, "{\"id\":\"pi_1\",\"latest_charge\":\"ch_2\"}");
        assertThat(sameChange(first, repeated)).isTrue();
        assertThat(sameChange(first, second)).isFalse();
    }

    /** Two parts of one charge are refunded one after the other. */
    @Test
    void everyPartialRefundIsAChangeOfItsOwn() {
        String type = "charge.refunded";
        var first = stripe("evt_1", type, "{\"id\":\"ch_1\",\"amount_refunded\":100}");
        var second = stripe("evt_2", type, "{\"id\":\"ch_1\",\"amount_refunded\":200}");
        assertThat(sameChange(first, second)).isFalse();
    }

    @Test
    void omise() {
        String body = "{\"id\":\"evnt_%d\",\"key\":\"%s\",\"data\":{\"id\":\"%s\",\"paid\":%s}}";
        var complete = read(Kind.OMISE, body.formatted(1, "charge.complete", "chrg_1", "true"));
        assertThat(complete)
                .isEqualTo(new Subject("evnt_1", "charge.complete", "chrg_1", "charge.complete"));
        var again = read(Kind.OMISE, body.formatted(2, "charge.complete", "chrg_1", "false"));
        assertThat(sameChange(complete, again)).isTrue();
        var updated = read(Kind.OMISE, body.formatted(3, "transfer.update", "trsf_1", "true"));
        var more = read(Kind.OMISE, body.formatted(4, "transfer.update", "trsf_1", "false"));
        assertThat(sameChange(updated, more)).isFalse();
    }

    @Test
    void theSignedIdIsTheEvents() {
        var body = "{\"type\":\"batch.completed\",\"data\":{\"id\":\"batch_1\"}}";
        assertThat(
                        Kind.STANDARD_WEBHOOKS
                                .reading()
                                .orElseThrow()
                                .of(Optional.of("msg_1"), body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Subject("msg_1", "batch.completed", "batch_1", null));
    }

    /** A message with several events is a repeat only of a message with the same ones. */
    @Test
    void lineAndWhatsAppSendSeveralAtOnce() {
        String line = "{\"events\":[{\"type\":\"message\",\"webhookEventId\":\"A\"}%s]}";
        assertThat(read(Kind.LINE, line.formatted(",{\"webhookEventId\":\"B\"}")).event())
                .isEqualTo("A B");
        assertThat(read(Kind.LINE, line.formatted("")).event()).isEqualTo("A");
        String whatsApp =
                "{\"entry\":[{\"id\":\"w\",\"changes\":[{\"field\":\"messages\",\"value\":"
                        + "{\"messages\":[{\"id\":\"wamid.1\"}]}}]}]}";
        assertThat(read(Kind.WHATSAPP, whatsApp))
                .isEqualTo(new Subject("wamid.1", "messages", "w", null));
    }

    @Test
    void nowPaymentsHasNoIdsOfEvents() {
        String body = "{\"payment_id\":7,\"payment_status\":\"%s\",\"actually_paid\":%s}";
        var part = read(Kind.NOWPAYMENTS, body.formatted("partially_paid", "0.5"));
        assertThat(part.object()).isEqualTo("7");
        assertThat(part.event()).matches("sha256:[0-9a-f]{64}");
        assertThat(sameChange(part, read(Kind.NOWPAYMENTS, body.formatted("finished", "0.5"))))
                .isFalse();
        assertThat(sameChange(part, read(Kind.NOWPAYMENTS, body.formatted("partially_paid", "1"))))
                .isFalse();
    }

    /** Too long for a column, not storable, of another type, or not there: never a failure. */
    @Test
    void whatCannotBeANameIsReplacedByItsDigest() {
        assertThat(stripe("x".repeat(256), "t", "{\"id\":\"y\"}").event()).startsWith("sha256:");
        assertThat(stripe("\\u0000", "t", "{\"id\":\"y\"}").event()).startsWith("sha256:");
        assertThat(stripe("\\ud800", "t", "{\"id\":\"y\"}").event()).startsWith("sha256:");
        var nothing = read(Kind.STRIPE, "{\"id\":{},\"type\":null,\"data\":[]}");
        assertThat(nothing.event()).startsWith("sha256:");
        assertThat(nothing.type()).isNull();
        assertThat(nothing.object()).isNull();
        assertThat(nothing.change()).isNull();
        assertThat(read(Kind.STRIPE, "").event()).startsWith("sha256:");
        String longType = "t".repeat(250);
        assertThat(stripe("e", longType, "{\"id\":\"y\"}").change()).startsWith("sha256:");
    }

    /** One with a member twice could be read in two ways, so its changes are not compared. */
    @Test
    void anAmbiguousMessageHasNoChange() {
        assertThat(stripe("e", "charge.updated", "{\"id\":\"c\",\"a\":1,\"a\":2}").change())
                .isNull();
    }
}
