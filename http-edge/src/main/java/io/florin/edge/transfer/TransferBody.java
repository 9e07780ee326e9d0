package io.florin.edge.transfer;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.app.OperationKind;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transfer as clients write it, alone or in bulk, and the command it becomes. */
final class TransferBody {
    static final Field<String> ID =
            optional("id", LedgerTypes.ID, "The transfer's id; made by the server if left out.");
    private static final Field<String> FROM =
            required("from", LedgerTypes.ID, "The wallet that pays.");
    private static final Field<String> TO = optional("to", LedgerTypes.ACCOUNT, "Who is paid.");
    private static final Field<String> ASSET = required("asset", LedgerTypes.ASSET, "The asset.");
    private static final Field<Long> AMOUNT =
            optional("amount", LedgerTypes.AMOUNT, "Minor units.");

    private static final Field<String> LEG_TO = required("to", LedgerTypes.ACCOUNT, "Who is paid.");
    private static final Field<Long> LEG_AMOUNT =
            required("amount", LedgerTypes.AMOUNT, "Minor units.");
    private static final Field<List<Body>> LEGS =
            optional(
                    "legs",
                    Types.list(
                            Types.object(Shape.of("NewLeg", LEG_TO, LEG_AMOUNT)), 1, Leg.MAX_LEGS),
                    "Who is paid how much, for several at once.");
    private static final Field<Boolean> ALL_OR_NOTHING =
            optional(
                    "allOrNothing",
                    Types.FLAG,
                    "true: a leg that is refused takes the others with it.");
    private static final Field<String> MEMO = optional("memo", LedgerTypes.MEMO, "For people.");
    private static final Field<Map<String, String>> METADATA =
            optional("metadata", LedgerTypes.METADATA, "For programs.");

    static final Shape SHAPE =
            Shape.of(
                            "NewTransfer",
                            ID,
                            FROM,
                            TO,
                            ASSET,
                            AMOUNT,
                            LEGS,
                            ALL_OR_NOTHING,
                            MEMO,
                            METADATA)
                    .either(List.of(TO, AMOUNT), List.of(LEGS));

    private TransferBody() {}

    /** Whom to ask what, on which terms. */
    record Order(WalletId from, Transfer command, Terms terms) {
        Request request(@Nullable String key) {
            return new Request(key, command, terms);
        }
    }

    static Order order(Call call, Body body, IdSource ids) throws Unfit {
        String given = body.find(ID);
        var command =
                new Transfer(
                        new TransferId(given == null ? ids.next().toString() : given),
                        given != null,
                        call.asset(body.get(ASSET)),
                        legs(call, body),
                        body.or(ALL_OR_NOTHING, false),
                        new Note(body.find(MEMO), body.or(METADATA, Map.of())));
        var terms = call.terms(OperationKind.TRANSFER, command.asset(), command.total());
        if (terms.fee() > 0 && command.legs().size() == Leg.MAX_LEGS) {
            throw new Unfit(
                            Refusal.FIELD_INVALID,
                            "has %d legs, and the app's fee needs one: send at most %d."
                                    .formatted(Leg.MAX_LEGS, Leg.MAX_LEGS - 1))
                    .in(LEGS.name());
        }
        return new Order(call.wallet(body.get(FROM)), command, terms);
    }

    private static List<Leg> legs(Call call, Body body) throws Unfit {
        var legs = new ArrayList<Leg>();
        if (body.has(TO)) {
            legs.add(new Leg(call.payee(body.get(TO)), body.get(AMOUNT)));
            return legs;
        }
        long total = 0;
        for (Body leg : body.get(LEGS)) {
            legs.add(new Leg(call.payee(leg.get(LEG_TO)), leg.get(LEG_AMOUNT)));
            total += leg.get(LEG_AMOUNT);
        }
        if (total > Money.MAX_MINOR) {
            throw new Unfit(
                    Refusal.AMOUNT_INVALID,
                    "All legs together are more than %d.".formatted(Money.MAX_MINOR));
        }
        return legs;
    }
}
