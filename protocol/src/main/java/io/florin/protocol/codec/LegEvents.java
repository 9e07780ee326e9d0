package io.florin.protocol.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.protocol.proto.EventProto;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.LegCancelled;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Received;

/** Events of the wallet that a leg of another wallet's transfer came to. */
final class LegEvents {
    private LegEvents() {}

    static EventProto.Credited toProto(Credited event) {
        var proto =
                EventProto.Credited.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setName(Wire.toProto(event.name()))
                        .setKind(WireEnums.toProto(event.kind()))
                        .setMoney(Wire.toProto(event.money()))
                        .setSuspended(event.suspended())
                        .setAfter(Wire.toProto(event.after()));
        if (Wire.isWritten(event.note())) proto.setNote(Wire.toProto(event.note()));
        return proto.build();
    }

    static Credited credited(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Credited.parseFrom(bytes);
        return new Credited(
                Wire.instant(proto.getAt()),
                Wire.fromProto(proto.getName()),
                WireEnums.fromProto(proto.getKind()),
                Wire.fromProto(proto.getMoney()),
                Wire.fromProto(proto.getNote()),
                proto.getSuspended(),
                Wire.fromProto(proto.getAfter()));
    }

    static EventProto.CreditRefused toProto(CreditRefused event) {
        return EventProto.CreditRefused.newBuilder()
                .setAt(Wire.micros(event.at()))
                .setName(Wire.toProto(event.name()))
                .setMoney(Wire.toProto(event.money()))
                .setDenial(Wire.toProto(event.denial()))
                .build();
    }

    static CreditRefused creditRefused(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.CreditRefused.parseFrom(bytes);
        return new CreditRefused(
                Wire.instant(proto.getAt()),
                Wire.fromProto(proto.getName()),
                Wire.fromProto(proto.getMoney()),
                Wire.fromProto(proto.getDenial()));
    }

    static EventProto.Received toProto(Received event) {
        var proto =
                EventProto.Received.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setName(Wire.toProto(event.name()))
                        .setKind(WireEnums.toProto(event.kind()))
                        .setMoney(Wire.toProto(event.money()));
        if (Wire.isWritten(event.note())) proto.setNote(Wire.toProto(event.note()));
        return proto.build();
    }

    static Received received(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Received.parseFrom(bytes);
        return new Received(
                Wire.instant(proto.getAt()),
                Wire.fromProto(proto.getName()),
                WireEnums.fromProto(proto.getKind()),
                Wire.fromProto(proto.getMoney()),
                Wire.fromProto(proto.getNote()));
    }

    static EventProto.LegConfirmed toProto(LegConfirmed event) {
        var proto =
                EventProto.LegConfirmed.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setName(Wire.toProto(event.name()))
                        .setKind(WireEnums.toProto(event.kind()))
                        .setMoney(Wire.toProto(event.money()))
                        .setAfter(Wire.toProto(event.after()));
        if (Wire.isWritten(event.note())) proto.setNote(Wire.toProto(event.note()));
        return proto.build();
    }

    static LegConfirmed legConfirmed(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.LegConfirmed.parseFrom(bytes);
        return new LegConfirmed(
                Wire.instant(proto.getAt()),
                Wire.fromProto(proto.getName()),
                WireEnums.fromProto(proto.getKind()),
                Wire.fromProto(proto.getMoney()),
                Wire.fromProto(proto.getNote()),
                Wire.fromProto(proto.getAfter()));
    }

    static EventProto.LegCancelled toProto(LegCancelled event) {
        return EventProto.LegCancelled.newBuilder()
                .setAt(Wire.micros(event.at()))
                .setName(Wire.toProto(event.name()))
                .setReceived(event.received())
                .build();
    }

    static LegCancelled legCancelled(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.LegCancelled.parseFrom(bytes);
        return new LegCancelled(
                Wire.instant(proto.getAt()), Wire.fromProto(proto.getName()), proto.getReceived());
    }
}
