package io.florin.edge.answer;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.protocol.account.Note;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Answer.OfHold;
import io.florin.protocol.wallet.HoldFacts;

/** Holds in format 1, with the transfer of the capture that is being answered. */
public final class HoldJson {
    private static final Type<Long> PART = Types.whole(0, Money.MAX_MINOR);

    public static final Shape HOLD =
            Shape.of(
                    "Hold",
                    required("id", LedgerTypes.ID, "The hold, unique per wallet."),
                    required("wallet", LedgerTypes.ID, "The wallet."),
                    required(
                            "state",
                            Words.type(HoldFacts.State.values()),
                            "held, or how it ended."),
                    required("asset", LedgerTypes.ASSET, "The asset."),
                    required("amount", LedgerTypes.AMOUNT, "Minor units set aside at first."),
                    required("captured", PART, "Sent on."),
                    required("capturing", PART, "On its way to a wallet that has not answered."),
                    required("remaining", PART, "Still set aside."),
                    optional("expiresAt", Types.TIME, "When what remains is given back."),
                    optional("memo", LedgerTypes.MEMO, "As it was sent."),
                    optional("metadata", LedgerTypes.METADATA, "As it was sent."),
                    NoteJson.SCHEDULE,
                    required("createdAt", Types.TIME, "When it was placed."),
                    optional(
                            "capture",
                            Types.object(TransferJson.TRANSFER),
                            "The capture that was asked for."));

    private HoldJson() {}

    static JsonObject of(OfHold answer) {
        var hold = answer.hold();
        var note = answer.note();
        var capture = answer.capture();
        var object =
                JsonObject.with()
                        .text("id", hold.id().value())
                        .text("wallet", answer.wallet().id())
                        .text("state", Words.of(hold.state()))
                        .text("asset", hold.asset().code())
                        .whole("amount", hold.amount())
                        .whole("captured", hold.captured())
                        .whole("capturing", hold.capturing())
                        .whole("remaining", hold.remaining())
                        .time("expiresAt", hold.expiresAt());
        return NoteJson.add(note == null ? Note.NONE : note, object)
                .time("createdAt", hold.createdAt())
                .value("capture", capture == null ? null : TransferJson.of(capture))
                .build();
    }
}
