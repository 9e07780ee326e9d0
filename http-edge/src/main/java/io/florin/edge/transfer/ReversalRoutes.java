package io.florin.edge.transfer;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.TransferJson;
import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.identity.IdSource;
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
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletQuery.FindTransfer;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.Wallets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /v1/transfers/{transfer}/reversal}: asks the source for the original, and has it sent back
 * by the wallet that was credited; by the source itself, if a system account was.
 *
 * <p>The wallet that decides is the one that must be the caller's, while the original is asked of
 * another: so nothing of it is told, not even what is wrong, unless one of the two is theirs.
 */
public record ReversalRoutes(Wallets wallets, Ownership ownership, Answers answers, IdSource ids) {
    private static final Field<String> FROM =
            required("from", LedgerTypes.ID, "The wallet that paid the original.");
    private static final Field<Long> LEG =
            optional(
                    "leg",
                    Types.whole(0, Leg.MAX_LEGS - 1),
                    "Which leg, from 0; needed if there are several.");
    private static final Field<Long> AMOUNT =
            optional("amount", LedgerTypes.AMOUNT, "Minor units; all that is left if left out.");
    private static final Field<Boolean> FORCE =
            optional("force", Types.FLAG, "true: may overdraw; for the operator or a service.");

    private static final Shape NEW_REVERSAL = Shape.of("NewReversal", FROM, LEG, AMOUNT, FORCE);

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/transfers/{transfer}/reversal", "reverse", "Send money back")
                        .forThe(Access.WALLET)
                        .key(Keying.REQUIRED)
                        .path(TransferRoutes.TRANSFER_PATH)
                        .takes(NEW_REVERSAL)
                        .asksPin(OperationKind.TRANSFER)
                        .auditedOfStaff("transfer.reversed", "transfer:{transfer}")
                        .answers(201, "The linked transfer, ended.", TransferJson.TRANSFER)
                        .answers(202, "Taken; its end is not known in time.", Answers.PENDING)
                        .by(this::reverse));
    }

    private CompletionStage<HttpResponse> reverse(Call call) throws Unfit {
        if (call.body().or(FORCE, false)) call.needs(Access.STAFF, "A forced reversal");
        WalletId source = call.wallet(call.body().get(FROM));
        var original = new TransferId(call.inputs().get(TransferRoutes.TRANSFER));
        return wallets.ask(source, Inquiry.free(new FindTransfer(original)))
                .thenCompose(reply -> reverse(call, source, reply));
    }

    private CompletionStage<HttpResponse> reverse(Call call, WalletId source, WalletReply reply) {
        if (!(reply instanceof Done(OfTransfer(var original), _))) {
            return ownership.ofTheirs(
                    call, source, () -> CompletableFuture.completedStage(notFound(reply)));
        }
        try {
            return reverse(call, source, original, leg(call.body(), original));
        } catch (Unfit unfit) {
            return ownership.ofTheirs(
                    call,
                    party(call.body(), source, original),
                    () -> CompletableFuture.failedStage(unfit));
        }
    }

    /** Who may hear what is wrong: who would decide, or the source where that is not clear. */
    private static WalletId party(Body body, WalletId source, TransferView original) {
        long leg = body.or(LEG, 0L);
        int legs = original.legs().size();
        boolean clear = leg < legs && (legs == 1 || body.has(LEG));
        return clear ? decider(source, original.legs().get(Math.toIntExact(leg))) : source;
    }

    /** A transfer that was refused never moved anything. */
    private HttpResponse notFound(WalletReply reply) {
        return reply instanceof Done
                ? answers.problems().response(Problem.of(Refusal.TRANSFER_NOT_COMPLETED))
                : answers.query(reply);
    }

    /** Ended is for ever, so what is checked here stays true until the decider hears of it. */
    private static int leg(Body body, TransferView original) throws Unfit {
        Long chosen = body.find(LEG);
        int legs = original.legs().size();
        if (chosen == null && legs > 1) {
            throw new Unfit(
                            Refusal.FIELD_MISSING,
                            "is missing: the transfer has %d legs.".formatted(legs))
                    .in(LEG.name());
        }
        if (chosen != null && chosen >= legs) {
            throw new Unfit(
                            Refusal.FIELD_INVALID,
                            "must be less than %d, the number of legs.".formatted(legs))
                    .in(LEG.name());
        }
        if (original.state() == State.PENDING) {
            throw new Unfit(Refusal.TRANSFER_NOT_ENDED, Refusal.TRANSFER_NOT_ENDED.sentence());
        }
        int leg = chosen == null ? 0 : Math.toIntExact(chosen);
        if (original.legs().get(leg).state() != State.COMPLETED) {
            throw new Unfit(
                    Refusal.TRANSFER_NOT_COMPLETED, Refusal.TRANSFER_NOT_COMPLETED.sentence());
        }
        return leg;
    }

    private CompletionStage<HttpResponse> reverse(
            Call call, WalletId source, TransferView original, int leg) {
        Body body = call.body();
        var id = new TransferId(ids.next().toString());
        WalletId decider = decider(source, original.legs().get(leg));
        var command =
                new Reverse(
                        id,
                        new LegName(source, original.id(), leg),
                        body.find(AMOUNT),
                        body.or(FORCE, false),
                        Note.NONE);
        return wallets.execute(decider, call.of(command))
                .thenApply(reply -> answers.command(reply, 201, Address.transfer(decider, id)));
    }

    private static WalletId decider(WalletId source, LegView leg) {
        return switch (leg.to()) {
            case WalletId credited -> credited;
            case SystemAccount _ -> source;
        };
    }
}
