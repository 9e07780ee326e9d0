package io.florin.edge.transfer;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.answer.TransferJson;
import io.florin.edge.answer.Words;
import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Cause;
import io.florin.edge.problem.Problem;
import io.florin.edge.problem.Problems;
import io.florin.edge.wallet.Tiers;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * {@code /v1/transfers/bulk}: each transfer has its own result. They are asked in the order of the
 * request, a bounded number at a time, so those of one wallet are decided in that order. A PIN is
 * asked for once, for all of them. Those of staff are one entry in the audit trail, with what
 * became of each: an entry for each would double the work.
 */
public final class BulkRoutes {
    private static final Shape RESULT =
            Shape.of(
                    "BulkResult",
                    required("id", LedgerTypes.ID, "The transfer."),
                    optional("state", TransferJson.STATE, "Where it stands, if it was taken."),
                    optional("problem", Types.object(Problems.PROBLEM), "Why not, if it was not."));

    /** How much at once; {@code patience} after which what was not asked yet is not taken. */
    public record Bounds(int maxTransfers, int parallelism, Duration patience) {}

    private final Wallets wallets;
    private final Tiers tiers;
    private final IdSource ids;
    private final ActorSystem<?> system;
    private final Bounds bounds;
    private final Field<List<BulkItem>> transfers;

    public BulkRoutes(
            Wallets wallets, Tiers tiers, IdSource ids, ActorSystem<?> system, Bounds bounds) {
        this.wallets = wallets;
        this.tiers = tiers;
        this.ids = ids;
        this.system = system;
        this.bounds = bounds;
        this.transfers =
                required(
                        "transfers",
                        Types.list(BulkItem.TYPE, 1, bounds.maxTransfers()),
                        "Each with an id of its own.");
    }

    public List<Endpoint> endpoints() {
        var results =
                required(
                        "results",
                        Types.list(Types.object(RESULT), 1, bounds.maxTransfers()),
                        "In the order of the request.");
        return List.of(
                Operation.post("/v1/transfers/bulk", "transferInBulk", "Send many transfers")
                        .forThe(Access.WALLET)
                        .inBulk(Shape.of("NewTransfers", transfers))
                        .asksPin(OperationKind.TRANSFER)
                        .auditedOfStaff("transfers.sent", "transfers")
                        .answers(202, "Sent, but not in the audit trail yet.", Answers.PENDING)
                        .answers(200, "What became of each.", Shape.of("BulkResults", results))
                        .by(this::send));
    }

    private CompletionStage<HttpResponse> send(Call call) {
        long begun = System.nanoTime();
        return Source.from(call.body().get(transfers))
                .mapAsync(bounds.parallelism(), item -> step(call, item))
                .mapAsync(bounds.parallelism(), step -> result(step, begun))
                .runWith(Sink.seq(), system)
                .thenApplyAsync(
                        results ->
                                Answers.json(
                                        200,
                                        JsonObject.with()
                                                .value("results", new Items(results))
                                                .build()),
                        system.executionContext());
    }

    /** What an item comes to: it is asked of a wallet, or of none. */
    private sealed interface Step {}

    private record Ask(BulkItem item, WalletId from, Request request) implements Step {}

    private record Not(BulkItem item, Problem problem) implements Step {}

    /** Made before anything is asked, so that the asking keeps the order of the request. */
    private CompletionStage<Step> step(Call call, BulkItem item) {
        try {
            var body = TransferBody.SHAPE.read(item.transfer());
            var order = TransferBody.order(call, body, ids);
            return tiers.limited(call, order.from(), order.command().asset(), order.request(null))
                    .<Step>thenApply(request -> new Ask(item, order.from(), request))
                    .exceptionally(failure -> not(item, failure));
        } catch (Unfit unfit) {
            return CompletableFuture.completedStage(new Not(item, Problem.of(unfit)));
        }
    }

    private static Step not(BulkItem item, Throwable failure) {
        if (Cause.of(failure) instanceof Unfit unfit) return new Not(item, Problem.of(unfit));
        throw new CompletionException(failure);
    }

    private CompletionStage<JsonObject> result(Step step, long begun) {
        return switch (step) {
            case Not(var item, var problem) ->
                    CompletableFuture.completedStage(problem(item, problem));
            case Ask(var item, _, _) when System.nanoTime() - begun > bounds.patience().toNanos() ->
                    CompletableFuture.completedStage(problem(item, Problem.of(Refusal.BUSY)));
            case Ask(var item, var from, var request) ->
                    wallets.execute(from, request).thenApply(reply -> result(item, reply));
        };
    }

    private static JsonObject result(BulkItem item, WalletReply reply) {
        return switch (reply) {
            case Done(OfTransfer(var transfer), _) -> state(item, transfer.state());
            case Done(var other, _) ->
                    throw new IllegalStateException("A transfer was answered with " + other);
            case Denied(var denial, _) -> problem(item, Problem.of(denial));
            case NotTaken(var why) -> problem(item, Problem.of(why));
            case InDoubt() -> state(item, State.PENDING);
        };
    }

    private static JsonObject state(BulkItem item, State state) {
        return JsonObject.with().text("id", item.id()).text("state", Words.of(state)).build();
    }

    private static JsonObject problem(BulkItem item, Problem problem) {
        return JsonObject.with()
                .text("id", item.id())
                .value("problem", Problems.body(problem))
                .build();
    }
}
