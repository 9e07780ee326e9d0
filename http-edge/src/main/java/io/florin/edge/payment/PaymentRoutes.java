package io.florin.edge.payment;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.app.Pack;
import io.florin.edge.caller.Access;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Problem;
import io.florin.edge.wallet.Ownership;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.NewPayment;
import io.florin.protocol.payment.NewRefund;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payments;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.refusal.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /v1/payments}: customers pay, and get what they paid for once. */
public record PaymentRoutes(Payments payments, Ownership ownership, Answers answers) {
    private static final String ONE = "/v1/payments/{payment}";

    private static final Field<Provider> PROVIDER =
            required("provider", PaymentJson.PROVIDER_TYPE, "Who takes the money.");
    private static final Field<String> WALLET =
            required("wallet", LedgerTypes.ID, "Which wallet gets what was bought.");
    private static final Field<String> PACK =
            optional("pack", LedgerTypes.ID, "What is bought, of the app's packs.");
    private static final Field<String> ASSET =
            optional("asset", LedgerTypes.ASSET, "Instead of a pack: a currency.");
    private static final Field<Long> AMOUNT =
            optional("amount", LedgerTypes.AMOUNT, "Minor units; the wallet gets the same.");
    private static final Field<String> METHOD =
            optional(
                    "method",
                    Types.text(1, NewPayment.MAX_METHOD_CHARS),
                    "How it is paid, in the provider's word: a token of a card, or promptpay. With"
                            + " Stripe it may come later, by the client secret.");

    private static final Field<Long> REFUNDED =
            optional(
                    "amount",
                    LedgerTypes.AMOUNT,
                    "Minor units of the price; all that is left of it, if left out. The wallet"
                            + " gives its share of the grant, or the refund is refused.");

    private static final Shape NEW_PAYMENT =
            Shape.of("NewPayment", PROVIDER, WALLET, PACK, ASSET, AMOUNT, METHOD)
                    .either(List.of(PACK), List.of(ASSET, AMOUNT));

    private static final Shape PATH = Shape.of("PaymentPath", PaymentJson.PAYMENT);

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/payments", "pay", "Ask a customer for money")
                        .forThe(Access.WALLET)
                        .key(Keying.REQUIRED)
                        .takes(NEW_PAYMENT)
                        .auditedOfStaff("payment.asked", "payment:{id}")
                        .answers(201, "The payment as it was opened.", PaymentJson.OPENED)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(this::pay),
                Operation.get(ONE, "getPayment", "Show a payment")
                        .forThe(Access.WALLET)
                        .path(PATH)
                        .answers(200, "The payment as it is.", PaymentJson.ONE_PAYMENT)
                        .by(this::show),
                Operation.post(ONE + "/refund", "refund", "Give a customer money back")
                        .forThe(Access.STAFF)
                        .key(Keying.REQUIRED)
                        .path(PATH)
                        .takes(Shape.of("NewRefund", REFUNDED))
                        .audited("payment.refunded", "payout:{id}")
                        .answers(
                                202,
                                "The money is set aside, and on its way.",
                                PaymentJson.ONE_PAYOUT)
                        .by(this::refund),
                DecisionBody.taking(
                                Operation.post(
                                        ONE + "/decision",
                                        "decidePayment",
                                        "Say what became of a payment that nobody knows of"))
                        .path(PATH)
                        .audited("payment.decided", "payment:{payment}")
                        .answers(200, "The payment after that.", PaymentJson.ONE_PAYMENT)
                        .by(this::decide));
    }

    private CompletionStage<HttpResponse> pay(Call call) throws Unfit {
        var payment = payment(call);
        return ownership.ofTheirs(
                call,
                payment.wallet(),
                () ->
                        new Replies(answers)
                                .of(
                                        payments.ask(payment),
                                        201,
                                        Replies.payment(payment.id().value()),
                                        PaymentJson::opened));
    }

    private NewPayment payment(Call call) throws Unfit {
        var body = call.body();
        var provider = on(body.get(PROVIDER));
        var method = body.find(METHOD);
        if (method == null && provider == Provider.OMISE) {
            throw new Unfit(Refusal.FIELD_MISSING, "is missing: Omise has to know it.")
                    .in(METHOD.name());
        }
        var pack = pack(call);
        var asked =
                List.of(
                        provider.word(),
                        body.get(WALLET),
                        String.valueOf(body.find(PACK)),
                        String.valueOf(body.find(ASSET)),
                        String.valueOf(body.find(AMOUNT)),
                        String.valueOf(method));
        return new NewPayment(
                id(call, "payment"),
                provider,
                call.wallet(body.get(WALLET)),
                Currency.require(call, provider, pack.price()),
                pack.grant(),
                method,
                String.join("\n", asked));
    }

    private static Pack pack(Call call) throws Unfit {
        var body = call.body();
        var name = body.find(PACK);
        if (name == null) {
            var asset = call.asset(body.get(ASSET));
            var money = new Money(asset, body.get(AMOUNT));
            return new Pack(money, money);
        }
        var pack = call.app().rules().packs().get(name);
        if (pack == null) throw Unfit.of(Refusal.PACK_UNKNOWN);
        return pack;
    }

    private Provider on(Provider provider) throws Unfit {
        if (!payments.providers().contains(provider)) throw Unfit.of(Refusal.PROVIDER_OFF);
        return provider;
    }

    /** A retry under the same key meets the same payment, through whichever edge it comes. */
    static PaymentId id(Call call, String what) {
        var key = Objects.requireNonNull(call.key(), "These calls need a key.");
        return new PaymentId(
                DerivedId.of(what, call.app().name(), call.caller().name(), key).toString());
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return found(
                call,
                payment ->
                        ownership.ofTheirs(
                                call,
                                payment.wallet(),
                                () ->
                                        CompletableFuture.completedStage(
                                                Answers.json(200, PaymentJson.of(payment)))));
    }

    /** What is done with a payment that there is. */
    @FunctionalInterface
    private interface Then {
        CompletionStage<HttpResponse> with(Payment payment);
    }

    private CompletionStage<HttpResponse> found(Call call, Then then) {
        var id = new PaymentId(call.inputs().get(PaymentJson.PAYMENT));
        return answers.readThen(
                payments.payment(call.app().name(), id),
                found ->
                        found.<CompletionStage<HttpResponse>>map(then::with)
                                .orElseGet(() -> denied(Refusal.PAYMENT_NOT_FOUND)));
    }

    private CompletionStage<HttpResponse> denied(Refusal why) {
        return CompletableFuture.completedStage(answers.problems().response(Problem.of(why)));
    }

    private CompletionStage<HttpResponse> refund(Call call) {
        var id = id(call, "refund");
        var payment = call.inputs().get(PaymentJson.PAYMENT);
        var amount = call.body().find(REFUNDED);
        var refund =
                new NewRefund(
                        id,
                        call.app().name(),
                        new PaymentId(payment),
                        amount,
                        "refund\n" + payment + (amount == null ? "" : "\n" + amount),
                        call.unlimited());
        return new Replies(answers)
                .of(payments.refund(refund), 202, Replies.payout(id.value()), PaymentJson::of);
    }

    private CompletionStage<HttpResponse> decide(Call call) throws Unfit {
        var id = call.inputs().get(PaymentJson.PAYMENT);
        return new Replies(answers)
                .of(
                        payments.decide(
                                call.app().name(), new PaymentId(id), DecisionBody.of(call)),
                        200,
                        Replies.payment(id),
                        PaymentJson::of);
    }
}
