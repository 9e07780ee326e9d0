package io.florin.protocol.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.protocol.proto.EventProto;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.Released;

/** The beginning and the end of a hold; its captures are {@link TransferEvents}. */
final class HoldEvents {
    private HoldEvents() {}

    static EventProto.Held toProto(Held event) {
        var proto =
                EventProto.Held.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setHold(Wire.toProto(event.hold()))
                        .setAfter(Wire.toProto(event.after()));
        if (!event.receipt().equals(Receipt.NONE)) {
            proto.setReceipt(OwnEvents.toProto(event.receipt()));
        }
        if (Wire.isWritten(event.note())) proto.setNote(Wire.toProto(event.note()));
        return proto.build();
    }

    static Held held(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Held.parseFrom(bytes);
        return new Held(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? OwnEvents.fromProto(proto.getReceipt()) : Receipt.NONE,
                Wire.fromProto(proto.getHold()),
                Wire.fromProto(proto.getNote()),
                Wire.fromProto(proto.getAfter()));
    }

    static EventProto.Released toProto(Released event) {
        var proto =
                EventProto.Released.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setHold(Wire.toProto(event.hold()))
                        .setFreed(event.freed())
                        .setAfter(Wire.toProto(event.after()));
        if (!event.receipt().equals(Receipt.NONE)) {
            proto.setReceipt(OwnEvents.toProto(event.receipt()));
        }
        return proto.build();
    }

    static Released released(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Released.parseFrom(bytes);
        return new Released(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? OwnEvents.fromProto(proto.getReceipt()) : Receipt.NONE,
                Wire.fromProto(proto.getHold()),
                proto.getFreed(),
                Wire.fromProto(proto.getAfter()));
    }
}
