package io.florin.protocol.codec;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.proto.ReplyProto;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Answer.OfHold;
import io.florin.protocol.wallet.Answer.OfRefusedTransfer;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import java.util.ArrayList;

/** Answers about transfers and holds. */
final class TransferViews {
    private TransferViews() {}

    static ReplyProto.Transfer toProto(TransferView transfer) {
        var proto =
                ReplyProto.Transfer.newBuilder()
                        .setId(transfer.id().value())
                        .setFrom(Wire.text(transfer.from()))
                        .setKind(WireEnums.toProto(transfer.kind()))
                        .setState(toProto(transfer.state()))
                        .setAsset(transfer.asset().code())
                        .setAmount(transfer.amount())
                        .setCreatedAt(Wire.micros(transfer.createdAt()))
                        .setFee(transfer.fee());
        for (var leg : transfer.legs()) proto.addLegs(toProto(leg));
        if (transfer.reverses() != null) proto.setReverses(Wire.toProto(transfer.reverses()));
        if (Wire.isWritten(transfer.note())) proto.setNote(Wire.toProto(transfer.note()));
        if (transfer.completedAt() != null) {
            proto.setCompletedAt(Wire.micros(transfer.completedAt()));
        }
        return proto.build();
    }

    static TransferView fromProto(ReplyProto.Transfer proto) {
        var legs = new ArrayList<LegView>(proto.getLegsCount());
        for (var leg : proto.getLegsList()) legs.add(fromProto(leg));
        return new TransferView(
                new TransferId(proto.getId()),
                Wire.account(proto.getFrom()),
                WireEnums.fromProto(proto.getKind()),
                fromProto(proto.getState()),
                new Asset(proto.getAsset()),
                proto.getAmount(),
                legs,
                proto.hasReverses() ? Wire.fromProto(proto.getReverses()) : null,
                Wire.fromProto(proto.getNote()),
                Wire.instant(proto.getCreatedAt()),
                proto.hasCompletedAt() ? Wire.instant(proto.getCompletedAt()) : null,
                proto.getFee());
    }

    private static ReplyProto.LegLine toProto(LegView leg) {
        var proto =
                ReplyProto.LegLine.newBuilder()
                        .setTo(Wire.text(leg.to()))
                        .setAmount(leg.amount())
                        .setState(toProto(leg.state()));
        if (leg.denial() != null) proto.setDenial(Wire.toProto(leg.denial()));
        return proto.build();
    }

    private static LegView fromProto(ReplyProto.LegLine proto) {
        return new LegView(
                Wire.account(proto.getTo()),
                proto.getAmount(),
                fromProto(proto.getState()),
                proto.hasDenial() ? Wire.fromProto(proto.getDenial()) : null);
    }

    static ReplyProto.RefusedTransfer toProto(OfRefusedTransfer refused) {
        return ReplyProto.RefusedTransfer.newBuilder()
                .setFrom(refused.from().toString())
                .setId(refused.id().value())
                .setDenial(Wire.toProto(refused.denial()))
                .setAt(Wire.micros(refused.at()))
                .build();
    }

    static OfRefusedTransfer fromProto(ReplyProto.RefusedTransfer proto) {
        return new OfRefusedTransfer(
                WalletId.parse(proto.getFrom()),
                new TransferId(proto.getId()),
                Wire.fromProto(proto.getDenial()),
                Wire.instant(proto.getAt()));
    }

    static ReplyProto.Hold toProto(OfHold answer) {
        var proto =
                ReplyProto.Hold.newBuilder()
                        .setWallet(answer.wallet().toString())
                        .setHold(Wire.toProto(answer.hold()));
        if (answer.note() != null) proto.setNote(Wire.toProto(answer.note()));
        if (answer.capture() != null) proto.setCapture(toProto(answer.capture()));
        return proto.build();
    }

    static OfHold fromProto(ReplyProto.Hold proto) {
        return new OfHold(
                WalletId.parse(proto.getWallet()),
                Wire.fromProto(proto.getHold()),
                proto.hasNote() ? Wire.fromProto(proto.getNote()) : null,
                proto.hasCapture() ? fromProto(proto.getCapture()) : null);
    }

    private static ReplyProto.TransferState toProto(State state) {
        return switch (state) {
            case PENDING -> ReplyProto.TransferState.TRANSFER_PENDING;
            case COMPLETED -> ReplyProto.TransferState.TRANSFER_COMPLETED;
            case RETURNED -> ReplyProto.TransferState.TRANSFER_RETURNED;
        };
    }

    private static State fromProto(ReplyProto.TransferState state) {
        return switch (state) {
            case TRANSFER_PENDING -> State.PENDING;
            case TRANSFER_COMPLETED -> State.COMPLETED;
            case TRANSFER_RETURNED -> State.RETURNED;
            case UNRECOGNIZED -> throw WireEnums.unknown("transfer state");
        };
    }
}
