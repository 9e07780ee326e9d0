package io.florin.edge.webhook;

import io.florin.edge.signature.OmiseSignature;
import io.florin.edge.signature.PlainHmac;
import io.florin.edge.signature.Profile;
import io.florin.edge.signature.StandardWebhook;
import io.florin.edge.signature.StripeSignature;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A profile that an endpoint's settings can name. */
final class Kind {
    static final Kind STRIPE =
            new Kind(
                    "stripe",
                    new StripeSignature(),
                    reading(
                            "/id",
                            "/type",
                            "/data/object/id",
                            "/data",
                            "payment_intent.created",
                            "payment_intent.succeeded",
                            "payment_intent.canceled",
                            "charge.succeeded",
                            "charge.failed",
                            "charge.expired",
                            "checkout.session.completed",
                            "checkout.session.expired",
                            "payout.created",
                            "payout.paid",
                            "payout.failed",
                            "payout.canceled",
                            "refund.created",
                            "refund.failed",
                            "charge.dispute.created",
                            "charge.dispute.closed"));

    static final Kind OMISE =
            new Kind(
                    "omise",
                    new OmiseSignature(),
                    reading(
                            "/id",
                            "/key",
                            "/data/id",
                            "/data",
                            "charge.create",
                            "charge.complete",
                            "charge.reverse",
                            "charge.expire",
                            "refund.create",
                            "transfer.create",
                            "transfer.send",
                            "transfer.pay",
                            "transfer.fail",
                            "dispute.create",
                            "dispute.close"));

    static final Kind STANDARD_WEBHOOKS =
            new Kind(
                    "standard-webhooks",
                    new StandardWebhook(),
                    reading("/id", "/type", "/data/id", ""));

    static final Kind LINE =
            new Kind(
                    "line",
                    PlainHmac.line(),
                    reading("/events/*/webhookEventId", "/events/*/type", "", ""));

    static final Kind WHATSAPP =
            new Kind(
                    "whatsapp",
                    PlainHmac.whatsApp(),
                    reading(
                            "/entry/*/changes/*/value/messages/*/id",
                            "/entry/*/changes/*/field",
                            "/entry/*/id",
                            ""));

    /** The id of a payment comes with every status; what was paid so far tells parts apart. */
    static final Kind NOWPAYMENTS =
            new Kind(
                    "nowpayments",
                    PlainHmac.nowPayments(),
                    reading("", "/payment_status", "/payment_id", "/actually_paid"));

    /** All of it is configured. */
    static final Kind HMAC = new Kind("hmac", null, null);

    private static final List<Kind> ALL =
            List.of(STRIPE, OMISE, STANDARD_WEBHOOKS, LINE, WHATSAPP, NOWPAYMENTS, HMAC);

    private final String word;
    private final @Nullable Profile profile;
    private final @Nullable Reading reading;

    private Kind(String word, @Nullable Profile profile, @Nullable Reading reading) {
        this.word = word;
        this.profile = profile;
        this.reading = reading;
    }

    private static Reading reading(
            String event, String type, String object, String content, String... once) {
        return new Reading(
                JsonPath.parse(event),
                JsonPath.parse(type),
                JsonPath.parse(object),
                JsonPath.parse(content),
                Set.of(once));
    }

    static Optional<Kind> of(String word) {
        return ALL.stream().filter(kind -> kind.word.equals(word)).findAny();
    }

    static String words() {
        return ALL.stream().map(Kind::word).collect(Collectors.joining(", "));
    }

    String word() {
        return word;
    }

    /** None: it is configured. */
    Optional<Profile> profile() {
        return Optional.ofNullable(profile);
    }

    /** None: it is configured. */
    Optional<Reading> reading() {
        return Optional.ofNullable(reading);
    }
}
