package io.florin.edge.wallet;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.HoldJson;
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
import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletCommand.Capture;
import io.florin.protocol.wallet.WalletCommand.Hold;
import io.florin.protocol.wallet.WalletCommand.Release;
import io.florin.protocol.wallet.WalletQuery.FindHold;
import io.florin.protocol.wallet.Wallets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /v1/wallets/{wallet}/holds}: set aside, send on in parts, give back. An owner may set
 * aside and look; what was set aside for somebody is for staff to send on or to give back.
 */
public record HoldRoutes(Wallets wallets, Answers answers, IdSource ids, Tiers tiers) {
    private static final String HOLDS = "/v1/wallets/{wallet}/holds";
    private static final String ONE_HOLD = HOLDS + "/{hold}";

    private static final Field<String> ID =
            optional("id", LedgerTypes.ID, "The hold's id; made by the server if left out.");
    private static final Field<String> ASSET = required("asset", LedgerTypes.ASSET, "The asset.");
    private static final Field<Long> AMOUNT =
            required("amount", LedgerTypes.AMOUNT, "Minor units.");
    private static final Field<Long> EXPIRES_IN_SECONDS =
            optional(
                    "expiresInSeconds",
                    Types.whole(1, Hold.MAX_EXPIRES_IN_SECONDS),
                    "After which what remains is given back; never, if left out.");
    private static final Field<String> MEMO = optional("memo", LedgerTypes.MEMO, "For people.");
    private static final Field<Map<String, String>> METADATA =
            optional("metadata", LedgerTypes.METADATA, "For programs.");

    private static final Shape NEW_HOLD =
            Shape.of("NewHold", ID, ASSET, AMOUNT, EXPIRES_IN_SECONDS, MEMO, METADATA);

    private static final Field<Long> PART =
            optional("amount", LedgerTypes.AMOUNT, "Minor units; all that remains if left out.");
    private static final Field<String> TO = required("to", LedgerTypes.ACCOUNT, "Who is paid.");
    private static final Field<Boolean> FINAL =
            optional("final", Types.FLAG, "true: the rest is given back.");

    private static final Shape NEW_CAPTURE = Shape.of("NewCapture", PART, TO, FINAL);

    private static final Field<String> HOLD = required("hold", LedgerTypes.ID, "The hold's id.");
    private static final Shape HOLD_PATH = Shape.of("HoldPath", WalletRoutes.WALLET, HOLD);

    private static final Shape NOTHING = Shape.of("NoFields");

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post(HOLDS, "hold", "Set money aside")
                        .forThe(Access.WALLET)
                        .key(Keying.KEY_OR_ID)
                        .path(WalletRoutes.WALLET_PATH)
                        .takes(NEW_HOLD)
                        .asksPin(OperationKind.HOLD)
                        .auditedOfStaff("hold.placed", "hold:{id}")
                        .answers(201, "The hold as it was placed.", HoldJson.HOLD)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(this::hold),
                Operation.get(ONE_HOLD, "getHold", "Show a hold")
                        .forThe(Access.WALLET)
                        .path(HOLD_PATH)
                        .answers(200, "The hold as it is.", HoldJson.HOLD)
                        .by(this::show),
                Operation.post(ONE_HOLD + "/capture", "capture", "Send a part of a hold on")
                        .forThe(Access.STAFF)
                        .key(Keying.REQUIRED)
                        .path(HOLD_PATH)
                        .takes(NEW_CAPTURE)
                        .auditedOfStaff("hold.captured", "wallet:{wallet}")
                        .answers(200, "The hold after the capture.", HoldJson.HOLD)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(this::capture),
                Operation.post(ONE_HOLD + "/release", "release", "Give back what remains")
                        .forThe(Access.STAFF)
                        .key(Keying.OPTIONAL)
                        .path(HOLD_PATH)
                        .takes(NOTHING)
                        .auditedOfStaff("hold.released", "wallet:{wallet}")
                        .answers(200, "The hold, ended.", HoldJson.HOLD)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(this::release));
    }

    private CompletionStage<HttpResponse> hold(Call call) throws Unfit {
        Body body = call.body();
        WalletId wallet = call.wallet(WalletRoutes.WALLET);
        String given = body.find(ID);
        var id = new HoldId(given == null ? ids.next().toString() : given);
        var money = new Money(call.asset(body.get(ASSET)), body.get(AMOUNT));
        var note = new Note(body.find(MEMO), body.or(METADATA, Map.of()));
        var command = new Hold(id, given != null, money, body.find(EXPIRES_IN_SECONDS), note);
        var terms = call.terms(OperationKind.HOLD, money.asset(), money.minor());
        var request = new Request(call.key(), command, terms);
        return tiers.limited(call, wallet, money.asset(), request)
                .thenCompose(limited -> wallets.execute(wallet, limited))
                .thenApply(reply -> answers.command(reply, 201, Address.hold(wallet, id)));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return wallets.ask(call.wallet(WalletRoutes.WALLET), call.of(new FindHold(holdId(call))))
                .thenApply(answers::query);
    }

    private CompletionStage<HttpResponse> capture(Call call) throws Unfit {
        Body body = call.body();
        var command =
                new Capture(
                        holdId(call),
                        new TransferId(ids.next().toString()),
                        body.find(PART),
                        call.payee(body.get(TO)),
                        body.or(FINAL, false));
        return execute(call, command);
    }

    private CompletionStage<HttpResponse> release(Call call) {
        return execute(call, new Release(holdId(call)));
    }

    private CompletionStage<HttpResponse> execute(Call call, WalletCommand command) {
        WalletId wallet = call.wallet(WalletRoutes.WALLET);
        var address = Address.hold(wallet, holdId(call));
        return wallets.execute(wallet, call.of(command))
                .thenApply(reply -> answers.command(reply, 200, address));
    }

    private static HoldId holdId(Call call) {
        return new HoldId(call.inputs().get(HOLD));
    }
}
