package io.florin.edge.transfer;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.AnswerJson;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.TransferJson;
import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Problem;
import io.florin.edge.wallet.Tiers;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.WalletQuery.FindTransfer;
import io.florin.protocol.wallet.Wallets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /v1/transfers}: send, and ask what became of it. */
public record TransferRoutes(
        Wallets wallets, Ledger ledger, Answers answers, IdSource ids, Tiers tiers) {
    static final Field<String> TRANSFER =
            required("transfer", LedgerTypes.ID, "The transfer's id.");

    static final Shape TRANSFER_PATH = Shape.of("TransferPath", TRANSFER);

    private static final Field<String> FROM =
            optional(
                    "from",
                    LedgerTypes.ID,
                    "The wallet that decided it, which then answers itself; without it the read"
                            + " side answers, a little behind, the operator or a service only.");

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/transfers", "transfer", "Send money")
                        .forThe(Access.WALLET)
                        .key(Keying.KEY_OR_ID)
                        .takes(TransferBody.SHAPE)
                        .asksPin(OperationKind.TRANSFER)
                        .auditedOfStaff("transfer.sent", "transfer:{id}")
                        .answers(201, "The transfer, ended.", TransferJson.TRANSFER)
                        .answers(202, "Taken; its end is not known in time.", Answers.PENDING)
                        .by(this::send),
                Operation.get("/v1/transfers/{transfer}", "getTransfer", "Show a transfer")
                        .forThe(Access.WALLET)
                        .path(TRANSFER_PATH)
                        .query(Shape.of("TransferQuery", FROM))
                        .answers(200, "The transfer as it stands.", TransferJson.TRANSFER)
                        .by(this::show));
    }

    private CompletionStage<HttpResponse> send(Call call) throws Unfit {
        var order = TransferBody.order(call, call.body(), ids);
        var address = Address.transfer(order.from(), order.command().id());
        return tiers.limited(call, order.from(), order.command().asset(), order.request(call.key()))
                .thenCompose(request -> wallets.execute(order.from(), request))
                .thenApply(reply -> answers.command(reply, 201, address));
    }

    private CompletionStage<HttpResponse> show(Call call) throws Unfit {
        var id = new TransferId(call.inputs().get(TRANSFER));
        String from = call.inputs().find(FROM);
        if (from != null) {
            return wallets.ask(call.wallet(from), call.of(new FindTransfer(id)))
                    .thenApply(answers::query);
        }
        call.needs(Access.STAFF, "A transfer without ?from=");
        return answers.read(ledger.transfers(call.app().name(), id), this::found);
    }

    private HttpResponse found(List<TransferView> transfers) {
        return switch (transfers.size()) {
            case 0 -> answers.problems().response(Problem.of(Refusal.TRANSFER_NOT_FOUND));
            case 1 -> Answers.json(200, AnswerJson.of(new OfTransfer(transfers.getFirst())));
            default -> answers.problems().response(Problem.of(Refusal.AMBIGUOUS_ID));
        };
    }
}
