package io.florin.edge.wallet;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.WalletJson;
import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Cause;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.Withdraw;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/deposits} and {@code /v1/withdrawals}: money enters and leaves the ledger. */
public record MovementRoutes(
        Wallets wallets, Ledger ledger, Answers answers, IdSource ids, Tiers tiers) {
    private static final Logger LOG = LoggerFactory.getLogger(MovementRoutes.class);

    private static final Field<String> WALLET = required("wallet", LedgerTypes.ID, "The wallet.");
    private static final Field<String> ASSET = required("asset", LedgerTypes.ASSET, "The asset.");
    private static final Field<Long> AMOUNT =
            required("amount", LedgerTypes.AMOUNT, "Minor units.");
    private static final Field<SystemAccount> ACCOUNT =
            required("account", LedgerTypes.SYSTEM_ACCOUNT, "The other side: @external:….");
    private static final Field<String> REFERENCE =
            optional(
                    "reference",
                    WalletJson.REFERENCE,
                    "The outside world's name for it; counts once per app and account.");
    private static final Field<String> MEMO = optional("memo", LedgerTypes.MEMO, "For people.");
    private static final Field<Map<String, String>> METADATA =
            optional("metadata", LedgerTypes.METADATA, "For programs.");

    private static final Shape NEW_MOVEMENT =
            Shape.of("NewMovement", WALLET, ASSET, AMOUNT, ACCOUNT, REFERENCE, MEMO, METADATA);

    public List<Endpoint> endpoints() {
        return List.of(
                movement(Operation.post("/v1/deposits", "deposit", "Let money in"))
                        .audited("deposit.made", "wallet:{wallet}")
                        .by(call -> move(call, deposit(call))),
                movement(Operation.post("/v1/withdrawals", "withdraw", "Let money out"))
                        .audited("withdrawal.made", "wallet:{wallet}")
                        .by(call -> move(call, withdrawal(call))));
    }

    private static Operation.Builder movement(Operation.Builder operation) {
        return operation
                .forThe(Access.STAFF)
                .key(Keying.REQUIRED)
                .takes(NEW_MOVEMENT)
                .answers(201, "Done.", WalletJson.MOVEMENT)
                .answers(202, "Not known in time.", Answers.PENDING);
    }

    private CompletionStage<Request> deposit(Call call) throws Unfit {
        Body body = call.body();
        var command =
                new Deposit(
                        newId(), money(call), body.get(ACCOUNT), body.find(REFERENCE), note(body));
        return CompletableFuture.completedStage(call.of(command));
    }

    private CompletionStage<Request> withdrawal(Call call) throws Unfit {
        Body body = call.body();
        var money = money(call);
        var command =
                new Withdraw(newId(), money, body.get(ACCOUNT), body.find(REFERENCE), note(body));
        var terms = call.terms(OperationKind.WITHDRAWAL, money.asset(), money.minor());
        var request = new Request(call.key(), command, terms);
        return tiers.limited(call, call.wallet(body.get(WALLET)), money.asset(), request);
    }

    private String newId() {
        return ids.next().toString();
    }

    private static Money money(Call call) throws Unfit {
        return new Money(call.asset(call.body().get(ASSET)), call.body().get(AMOUNT));
    }

    private static Note note(Body body) {
        return new Note(body.find(MEMO), body.or(METADATA, Map.of()));
    }

    private CompletionStage<HttpResponse> move(Call call, CompletionStage<Request> moving) {
        WalletId wallet = call.wallet(call.body().get(WALLET));
        return refusal(call.body(), wallet)
                .thenCompose(refusal ->
                        refusal.isPresent()
                                ? CompletableFuture.completedStage(refusal.get())
                                : moving.thenCompose(it -> wallets.execute(wallet, it)))
                .thenApply(reply -> answers.command(reply, 201, Address.statement(wallet)));
    }

    /**
     * A reference belongs to one wallet, whatever the key: that is fixed before the wallet is
     * asked, so that two wallets never count the same money.
     */
    private CompletionStage<Optional<WalletReply>> refusal(Body body, WalletId wallet) {
        String reference = body.find(REFERENCE);
        if (reference == null) return CompletableFuture.completedStage(Optional.empty());
        return ledger.claim(body.get(ACCOUNT), reference, wallet)
                .handle((owner, failure) -> {
                    if (failure != null) return Optional.of(unclaimed(failure));
                    if (owner.equals(wallet)) return Optional.empty();
                    return Optional.of(new Denied(Denial.of(Refusal.REFERENCE_REUSED), false));
                });
    }

    private static WalletReply unclaimed(Throwable failure) {
        LOG.warn("A reference could not be claimed: {}", Cause.of(failure).toString());
        return new NotTaken(Refusal.UNAVAILABLE);
    }
}
