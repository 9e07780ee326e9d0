package io.florin.protocol.codec;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.proto.PeerProto;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.PeerMessage.Accepted;
import io.florin.protocol.wallet.PeerMessage.Cancel;
import io.florin.protocol.wallet.PeerMessage.Confirm;
import io.florin.protocol.wallet.PeerMessage.Credit;
import io.florin.protocol.wallet.PeerMessage.Declined;
import io.florin.protocol.wallet.PeerMessage.LegForgotten;
import io.florin.protocol.wallet.PeerMessage.LegSpendable;

/** The bytes of what two wallets say to each other. */
public final class PeerMessageCodec {
    private PeerMessageCodec() {}

    public static byte[] encode(PeerMessage message) {
        return toProto(message).toByteArray();
    }

    /** Throws {@link MalformedBytes}. */
    public static PeerMessage decode(byte[] bytes) {
        return Decoding.decode(
                "peer message", bytes, given -> fromProto(PeerProto.Peer.parseFrom(given)));
    }

    public static PeerProto.Peer toProto(PeerMessage message) {
        var proto = PeerProto.Peer.newBuilder().setLeg(Wire.toProto(message.leg()));
        switch (message) {
            case Credit credit -> proto.setCredit(toProto(credit));
            case Confirm confirm -> proto.setConfirm(confirm.to().toString());
            case Cancel cancel -> proto.setCancel(cancel.to().toString());
            case Accepted(_, var at) -> proto.setAccepted(Wire.micros(at));
            case Declined(_, var denial) -> proto.setDeclined(Wire.toProto(denial));
            case LegSpendable(_, var at) -> proto.setLegSpendable(Wire.micros(at));
            case LegForgotten(_, var at) -> proto.setLegForgotten(Wire.micros(at));
        }
        return proto.build();
    }

    /** Throws {@link IllegalArgumentException}. */
    public static PeerMessage fromProto(PeerProto.Peer proto) {
        var leg = Wire.fromProto(proto.getLeg());
        return switch (proto.getMessageCase()) {
            case CREDIT -> credit(leg, proto.getCredit());
            case CONFIRM -> new Confirm(WalletId.parse(proto.getConfirm()), leg);
            case CANCEL -> new Cancel(WalletId.parse(proto.getCancel()), leg);
            case ACCEPTED -> new Accepted(leg, Wire.instant(proto.getAccepted()));
            case DECLINED -> new Declined(leg, Wire.fromProto(proto.getDeclined()));
            case LEG_SPENDABLE -> new LegSpendable(leg, Wire.instant(proto.getLegSpendable()));
            case LEG_FORGOTTEN -> new LegForgotten(leg, Wire.instant(proto.getLegForgotten()));
            case MESSAGE_NOT_SET -> throw WireEnums.unknown("peer message");
        };
    }

    private static PeerProto.Credit toProto(Credit credit) {
        var proto =
                PeerProto.Credit.newBuilder()
                        .setTo(credit.to().toString())
                        .setKind(WireEnums.toProto(credit.kind()))
                        .setMoney(Wire.toProto(credit.money()))
                        .setPromised(credit.promised());
        if (Wire.isWritten(credit.note())) proto.setNote(Wire.toProto(credit.note()));
        return proto.build();
    }

    private static Credit credit(LegName leg, PeerProto.Credit proto) {
        return new Credit(
                WalletId.parse(proto.getTo()),
                leg,
                WireEnums.fromProto(proto.getKind()),
                Wire.fromProto(proto.getMoney()),
                Wire.fromProto(proto.getNote()),
                proto.getPromised());
    }
}
