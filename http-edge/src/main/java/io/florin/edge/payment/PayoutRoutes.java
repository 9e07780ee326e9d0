package io.florin.edge.payment;

import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.json.Body;
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
import io.florin.edge.wallet.Tiers;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.NewPayout;
import io.florin.protocol.payment.NewPayout.Destination.BankAccount;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payments;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Terms;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /v1/payouts}: money leaves for a bank account. It is set aside when that is asked for, and
 * sent once an operator has approved.
 */
public record PayoutRoutes(Payments payments, Ownership ownership, Answers answers, Tiers tiers) {
    private static final String ONE = "/v1/payouts/{payout}";

    private static final Field<String> WALLET = required("wallet", LedgerTypes.ID, "Who pays.");
    private static final Field<String> ASSET = required("asset", LedgerTypes.ASSET, "A currency.");
    private static final Field<Long> AMOUNT =
            required("amount", LedgerTypes.AMOUNT, "Minor units.");
    private static final Field<Provider> PROVIDER =
            required("provider", PaymentJson.PROVIDER_TYPE, "Who sends the money.");
    private static final Field<String> ACCOUNT =
            required(
                    "account",
                    Types.text(1, BankAccount.MAX_CHARS),
                    "As the provider calls it: Omise's recipient, Stripe's bank account.");
    private static final Field<Body> DESTINATION =
            required(
                    "destination",
                    Types.object(Shape.of("Destination", PROVIDER, ACCOUNT)),
                    "Where to.");

    private static final Shape NEW_PAYOUT =
            Shape.of("NewPayout", WALLET, ASSET, AMOUNT, DESTINATION);
    private static final Shape PATH = Shape.of("PayoutPath", PaymentJson.PAYOUT);

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/payouts", "payOut", "Send money to a bank account")
                        .forThe(Access.WALLET)
                        .key(Keying.REQUIRED)
                        .takes(NEW_PAYOUT)
                        .asksPin(OperationKind.WITHDRAWAL)
                        .audited("payout.asked", "payout:{id}")
                        .answers(202, "Set aside; waits for approval.", PaymentJson.ONE_PAYOUT)
                        .by(this::send),
                Operation.get(ONE, "getPayout", "Show a payout")
                        .forThe(Access.WALLET)
                        .path(PATH)
                        .answers(200, "The payout as it is.", PaymentJson.ONE_PAYOUT)
                        .by(this::show),
                answer("approve", "approvePayout", "Let a payout leave")
                        .audited("payout.approved", "payout:{id}")
                        .by(call -> answer(call, true)),
                answer("reject", "rejectPayout", "Give the money of a payout back")
                        .audited("payout.rejected", "payout:{id}")
                        .by(call -> answer(call, false)),
                DecisionBody.taking(
                                Operation.post(
                                        ONE + "/decision",
                                        "decidePayout",
                                        "Say what became of a payout that nobody knows of"))
                        .path(PATH)
                        .audited("payout.decided", "payout:{payout}")
                        .answers(200, "The payout after that.", PaymentJson.ONE_PAYOUT)
                        .by(this::decide));
    }

    private static Operation.Builder answer(String verb, String name, String summary) {
        return Operation.post(ONE + "/" + verb, name, summary)
                .forThe(Access.OPERATOR)
                .key(Keying.OPTIONAL)
                .path(PATH)
                .takes(Shape.of("PayoutAnswer"))
                .answers(200, "The payout after that.", PaymentJson.ONE_PAYOUT)
                .answers(202, "Not known in time.", Answers.PENDING);
    }

    private CompletionStage<HttpResponse> send(Call call) throws Unfit {
        var body = call.body();
        var provider = body.get(DESTINATION).get(PROVIDER);
        if (!payments.providers().contains(provider)) throw Unfit.of(Refusal.PROVIDER_OFF);
        var asset = call.asset(body.get(ASSET));
        var money = Currency.require(call, provider, new Money(asset, body.get(AMOUNT)));
        var wallet = call.wallet(body.get(WALLET));
        var id = PaymentRoutes.id(call, "payout");
        var terms = call.terms(OperationKind.WITHDRAWAL, asset, money.minor());
        return ownership.ofTheirs(
                call,
                wallet,
                () ->
                        new Replies(answers)
                                .of(
                                        tiers.limited(call, wallet, asset, terms)
                                                .thenApply(
                                                        its -> payout(body, id, wallet, money, its))
                                                .thenCompose(payments::send),
                                        202,
                                        Replies.payout(id.value()),
                                        PaymentJson::of));
    }

    private static NewPayout payout(
            Body body, PaymentId id, WalletId wallet, Money money, Terms terms) {
        var provider = body.get(DESTINATION).get(PROVIDER);
        var account = body.get(DESTINATION).get(ACCOUNT);
        var asked =
                List.of(
                        provider.word(),
                        account,
                        wallet.id(),
                        money.asset().code(),
                        Long.toString(money.minor()));
        return new NewPayout(
                id,
                provider,
                wallet,
                money,
                money,
                new BankAccount(account),
                String.join("\n", asked),
                terms);
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return answers.readThen(
                payments.payout(call.app().name(), id(call)),
                found ->
                        found.map(payout ->
                                        ownership.ofTheirs(
                                                call,
                                                payout.wallet(),
                                                () ->
                                                        CompletableFuture.completedStage(
                                                                Answers.json(
                                                                        200,
                                                                        PaymentJson.of(payout)))))
                                .orElseGet(() -> denied(Refusal.PAYOUT_NOT_FOUND)));
    }

    private static PaymentId id(Call call) {
        return new PaymentId(call.inputs().get(PaymentJson.PAYOUT));
    }

    private CompletionStage<HttpResponse> denied(Refusal why) {
        return CompletableFuture.completedStage(answers.problems().response(Problem.of(why)));
    }

    private CompletionStage<HttpResponse> decide(Call call) throws Unfit {
        var id = id(call);
        return new Replies(answers)
                .of(
                        payments.decideOnPayout(call.app().name(), id, DecisionBody.of(call)),
                        200,
                        Replies.payout(id.value()),
                        PaymentJson::of);
    }

    private CompletionStage<HttpResponse> answer(Call call, boolean approved) {
        var id = id(call);
        return new Replies(answers)
                .of(
                        payments.answer(call.app().name(), id, approved),
                        200,
                        Replies.payout(id.value()),
                        PaymentJson::of);
    }
}
