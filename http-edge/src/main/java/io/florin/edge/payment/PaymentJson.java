package io.florin.edge.payment;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Words;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.protocol.job.JobError;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.Decision;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;
import io.florin.protocol.payment.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Payments and payouts as clients see them. */
final class PaymentJson {
    private static final int MAX_CHARS = 2_048;
    static final Type<Provider> PROVIDER_TYPE = Words.type(Provider.values());

    static final Field<String> PAYMENT = required("payment", LedgerTypes.ID, "The payment's id.");
    static final Field<String> PAYOUT = required("payout", LedgerTypes.ID, "The payout's id.");

    private static final Shape MONEY =
            Shape.of(
                    "PaymentMoney",
                    required("asset", LedgerTypes.ASSET, "The asset."),
                    required("amount", LedgerTypes.AMOUNT, "Minor units."));

    private static final Field<JsonObject> ERROR =
            optional(
                    "error",
                    Types.unread(
                            Shape.of(
                                    "PaymentError",
                                    required("code", Types.text(1, MAX_CHARS), "For programs."),
                                    required("message", Types.text(0, MAX_CHARS), "For people."))),
                    "What stands in the way, or why it failed.");

    private static final Field<JsonObject> DECISION =
            optional(
                    "decision",
                    Types.unread(
                            Shape.of(
                                    "PaymentDecision",
                                    required(
                                            "outcome",
                                            Words.type(Decision.Outcome.values()),
                                            "What a person has found out."),
                                    required("reason", Types.text(1, MAX_CHARS), "How."))),
                    "By which a person ended what nobody knew.");

    static final Shape OPENED =
            Shape.of(
                    "OpenedPayment",
                    required("id", LedgerTypes.ID, "Ours."),
                    required(
                            "state",
                            Words.type(PaymentState.values()),
                            "After the provider's first answer."),
                    optional("clientSecret", Types.text(1, MAX_CHARS), "Stripe: for the client."),
                    optional(
                            "authorizeUri",
                            Types.text(1, MAX_CHARS),
                            "Omise: where the customer goes, or the code to be scanned."));

    static final Shape ONE_PAYMENT =
            Shape.of(
                    "Payment",
                    required("id", LedgerTypes.ID, "Ours."),
                    required("provider", PROVIDER_TYPE, "Who takes the money."),
                    required("wallet", LedgerTypes.ID, "The wallet."),
                    required("price", Types.unread(MONEY), "What the customer pays."),
                    required("grant", Types.unread(MONEY), "What the wallet gets for it, once."),
                    required("state", Words.type(PaymentState.values()), "As it is."),
                    optional("clientSecret", Types.text(1, MAX_CHARS), "Stripe: for the client."),
                    optional("authorizeUri", Types.text(1, MAX_CHARS), "Omise: see there."),
                    optional("reference", Types.text(1, MAX_CHARS), "The provider's own id."),
                    ERROR,
                    DECISION,
                    required("createdAt", Types.TIME, "When it was asked for."),
                    required("changedAt", Types.TIME, "When the state was last another."));

    static final Shape ONE_PAYOUT =
            Shape.of(
                    "Payout",
                    required("id", LedgerTypes.ID, "Ours."),
                    required("provider", PROVIDER_TYPE, "Who sends the money."),
                    required("wallet", LedgerTypes.ID, "The wallet."),
                    required("money", Types.unread(MONEY), "What leaves the wallet."),
                    required("amount", Types.unread(MONEY), "What the provider sends."),
                    required("destination", Types.text(1, MAX_CHARS), "Where to."),
                    required("state", Words.type(PayoutState.values()), "As it is."),
                    optional("reference", Types.text(1, MAX_CHARS), "The provider's own id."),
                    ERROR,
                    DECISION,
                    required("createdAt", Types.TIME, "When it was asked for."),
                    required("changedAt", Types.TIME, "When the state was last another."));

    private PaymentJson() {}

    /** The same for every repeat, whatever has become of it. */
    static JsonObject opened(Payment payment) {
        var state = Objects.requireNonNullElse(payment.opened(), payment.state());
        var object =
                JsonObject.with().text("id", payment.id().value()).text("state", Words.of(state));
        return offer(payment, object).build();
    }

    private static JsonObject.Builder offer(Payment payment, JsonObject.Builder object) {
        return switch (payment.provider()) {
            case STRIPE -> object.text("clientSecret", payment.offer());
            case OMISE -> object.text("authorizeUri", payment.offer());
        };
    }

    static JsonObject of(Payment payment) {
        var object =
                JsonObject.with()
                        .text("id", payment.id().value())
                        .text("provider", Words.of(payment.provider()))
                        .text("wallet", payment.wallet().id())
                        .value("price", money(payment.price()))
                        .value("grant", money(payment.grant()))
                        .text("state", Words.of(payment.state()));
        offer(payment, object).text("reference", payment.object());
        return decision(error(object, payment.error()), payment.decision())
                .time("createdAt", payment.createdAt())
                .time("changedAt", payment.changedAt())
                .build();
    }

    static JsonObject of(Payout payout) {
        var object =
                JsonObject.with()
                        .text("id", payout.id().value())
                        .text("provider", Words.of(payout.provider()))
                        .text("wallet", payout.wallet().id())
                        .value("money", money(payout.money()))
                        .value("amount", money(payout.amount()))
                        .text("destination", payout.to().name())
                        .text("state", Words.of(payout.state()))
                        .text("reference", payout.object());
        return decision(error(object, payout.error()), payout.decision())
                .time("createdAt", payout.createdAt())
                .time("changedAt", payout.changedAt())
                .build();
    }

    private static JsonObject money(Money money) {
        return JsonObject.with()
                .text("asset", money.asset().code())
                .whole("amount", money.minor())
                .build();
    }

    private static JsonObject.Builder error(JsonObject.Builder object, @Nullable JobError error) {
        if (error == null) return object;
        return object.value(
                "error",
                JsonObject.with()
                        .text("code", error.code())
                        .text("message", error.message())
                        .build());
    }

    private static JsonObject.Builder decision(
            JsonObject.Builder object, @Nullable Decision decision) {
        if (decision == null) return object;
        return object.value(
                "decision",
                JsonObject.with()
                        .text("outcome", Words.of(decision.outcome()))
                        .text("reason", decision.reason())
                        .build());
    }
}
