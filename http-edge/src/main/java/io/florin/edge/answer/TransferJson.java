package io.florin.edge.answer;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.edge.problem.Problems;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Answer.OfRefusedTransfer;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import org.jspecify.annotations.Nullable;

/** Transfers in format 1: one leg shows as {@code to}, several as {@code legs}. */
public final class TransferJson {
    /** Where a transfer can stand; a refused one never began. */
    public enum State {
        PENDING,
        COMPLETED,
        RETURNED,
        REFUSED
    }

    public static final Type<State> STATE = Words.type(State.values());

    private static final Shape LEG =
            Shape.of(
                    "TransferLeg",
                    required("to", LedgerTypes.ACCOUNT, "Who is paid."),
                    required("amount", LedgerTypes.AMOUNT, "Minor units."),
                    required("state", STATE, "Where this leg stands."),
                    optional("reason", Types.object(Problems.REASON), "Why it came back."));

    private static final Shape REVERSES =
            Shape.of(
                    "ReversedLeg",
                    required("from", LedgerTypes.ID, "The wallet that paid."),
                    required("transfer", LedgerTypes.ID, "The transfer that is sent back."),
                    required("leg", Types.whole(0, Leg.MAX_LEGS - 1), "Which leg, from 0."));

    public static final Shape TRANSFER =
            Shape.of(
                    "Transfer",
                    required("id", LedgerTypes.ID, "The transfer, unique per source wallet."),
                    required("from", LedgerTypes.ACCOUNT, "Who pays."),
                    optional("to", LedgerTypes.ACCOUNT, "Who is paid, if it is only one."),
                    required("state", STATE, "Where it stands."),
                    optional("reason", Types.object(Problems.REASON), "Why it did not go through."),
                    optional("kind", Words.type(TransferKind.values()), "Why money moves."),
                    optional("asset", LedgerTypes.ASSET, "The asset."),
                    optional("amount", LedgerTypes.AMOUNT, "Minor units, all legs together."),
                    optional("fee", LedgerTypes.AMOUNT, "Minor units paid besides."),
                    optional(
                            "legs",
                            Types.list(Types.object(LEG), 2, Leg.MAX_LEGS),
                            "Who is paid, if they are several."),
                    optional("reverses", Types.object(REVERSES), "What it sends back."),
                    optional("memo", LedgerTypes.MEMO, "As it was sent."),
                    optional("metadata", LedgerTypes.METADATA, "As it was sent."),
                    NoteJson.SCHEDULE,
                    required("createdAt", Types.TIME, "When it was decided."),
                    optional("completedAt", Types.TIME, "When it ended."));

    private TransferJson() {}

    public static JsonObject of(TransferView transfer) {
        var legs = transfer.legs();
        var only = legs.size() == 1 ? legs.getFirst() : null;
        var object =
                JsonObject.with()
                        .text("id", transfer.id().value())
                        .text("from", transfer.from().name())
                        .text("to", only == null ? null : only.to().name())
                        .text("state", Words.of(transfer.state()))
                        .value("reason", only == null ? null : reason(only.denial()))
                        .text("kind", Words.of(transfer.kind()))
                        .text("asset", transfer.asset().code())
                        .whole("amount", transfer.amount())
                        .wholeIfAny("fee", feeOrNull(transfer.fee()))
                        .value("legs", only == null ? legs(transfer) : null)
                        .value("reverses", reverses(transfer.reverses()));
        return NoteJson.add(transfer.note(), object)
                .time("createdAt", transfer.createdAt())
                .time("completedAt", transfer.completedAt())
                .build();
    }

    static @Nullable Long feeOrNull(long fee) {
        return fee == 0 ? null : Long.valueOf(fee);
    }

    private static Items legs(TransferView transfer) {
        return new Items(transfer.legs().stream().map(TransferJson::leg).toList());
    }

    private static JsonObject leg(LegView leg) {
        return JsonObject.with()
                .text("to", leg.to().name())
                .whole("amount", leg.amount())
                .text("state", Words.of(leg.state()))
                .value("reason", reason(leg.denial()))
                .build();
    }

    private static @Nullable JsonObject reason(@Nullable Denial denial) {
        return denial == null ? null : Problems.reason(denial);
    }

    private static @Nullable JsonObject reverses(@Nullable LegName leg) {
        if (leg == null) return null;
        return JsonObject.with()
                .text("from", leg.from().id())
                .text("transfer", leg.transfer().value())
                .whole("leg", leg.leg())
                .build();
    }

    static JsonObject of(OfRefusedTransfer refused) {
        return JsonObject.with()
                .text("id", refused.id().value())
                .text("from", refused.from().id())
                .text("state", Words.of(State.REFUSED))
                .value("reason", Problems.reason(refused.denial()))
                .time("createdAt", refused.at())
                .build();
    }
}
