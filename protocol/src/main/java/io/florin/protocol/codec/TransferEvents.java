package io.florin.protocol.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.money.Asset;
import io.florin.protocol.proto.EventProto;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Capture;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.ReversalCounted;
import io.florin.protocol.wallet.WalletEvent.Settled;

/** Events of the wallet that decides a transfer, its end, or its reversal. */
final class TransferEvents {
    private TransferEvents() {}

    static EventProto.Debited toProto(Debited event) {
        var proto =
                EventProto.Debited.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setId(event.id().value())
                        .setKind(WireEnums.toProto(event.kind()))
                        .setAsset(event.asset().code())
                        .addAllLegs(Wire.toProto(event.legs()))
                        .setAllOrNothing(event.allOrNothing())
                        .setForced(event.forced())
                        .setAfter(Wire.toProto(event.after()))
                        .setFee(event.fee());
        if (!event.receipt().equals(Receipt.NONE)) {
            proto.setReceipt(OwnEvents.toProto(event.receipt()));
        }
        if (event.capture() != null) proto.setCapture(toProto(event.capture()));
        if (event.reverses() != null) proto.setReverses(Wire.toProto(event.reverses()));
        if (Wire.isWritten(event.note())) proto.setNote(Wire.toProto(event.note()));
        return proto.build();
    }

    static Debited debited(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Debited.parseFrom(bytes);
        return new Debited(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? OwnEvents.fromProto(proto.getReceipt()) : Receipt.NONE,
                new TransferId(proto.getId()),
                WireEnums.fromProto(proto.getKind()),
                new Asset(proto.getAsset()),
                Wire.legs(proto.getLegsList()),
                proto.getAllOrNothing(),
                proto.hasCapture() ? fromProto(proto.getCapture()) : null,
                proto.hasReverses() ? Wire.fromProto(proto.getReverses()) : null,
                proto.getForced(),
                Wire.fromProto(proto.getNote()),
                Wire.fromProto(proto.getAfter()),
                proto.getFee());
    }

    private static EventProto.Capture toProto(Capture capture) {
        return EventProto.Capture.newBuilder()
                .setHold(Wire.toProto(capture.hold()))
                .setLast(capture.last())
                .setFreed(capture.freed())
                .build();
    }

    private static Capture fromProto(EventProto.Capture capture) {
        return new Capture(
                Wire.fromProto(capture.getHold()), capture.getLast(), capture.getFreed());
    }

    static EventProto.Confirmed toProto(Confirmed event) {
        var proto =
                EventProto.Confirmed.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setId(event.id().value())
                        .setAsset(event.asset().code())
                        .addAllSystemLegs(Wire.toProto(event.systemLegs()));
        if (event.schedule() != null) proto.setSchedule(event.schedule());
        return proto.build();
    }

    static Confirmed confirmed(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Confirmed.parseFrom(bytes);
        return new Confirmed(
                Wire.instant(proto.getAt()),
                new TransferId(proto.getId()),
                new Asset(proto.getAsset()),
                Wire.legs(proto.getSystemLegsList()),
                proto.hasSchedule() ? proto.getSchedule() : null);
    }

    static EventProto.Cancelled toProto(Cancelled event) {
        var proto =
                EventProto.Cancelled.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setId(event.id().value())
                        .setMoney(Wire.toProto(event.money()))
                        .setLeg(event.leg())
                        .setDenial(Wire.toProto(event.denial()))
                        .setAfter(Wire.toProto(event.after()));
        if (event.schedule() != null) proto.setSchedule(event.schedule());
        return proto.build();
    }

    static Cancelled cancelled(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Cancelled.parseFrom(bytes);
        return new Cancelled(
                Wire.instant(proto.getAt()),
                new TransferId(proto.getId()),
                Wire.fromProto(proto.getMoney()),
                proto.getLeg(),
                Wire.fromProto(proto.getDenial()),
                Wire.fromProto(proto.getAfter()),
                proto.hasSchedule() ? proto.getSchedule() : null);
    }

    static EventProto.Settled toProto(Settled event) {
        var proto =
                EventProto.Settled.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setId(event.id().value())
                        .setLeg(event.leg())
                        .setCreditedAt(Wire.micros(event.creditedAt()))
                        .setFreed(event.freed())
                        .setMoney(Wire.toProto(event.money()))
                        .setAfter(Wire.toProto(event.after()));
        if (event.hold() != null) proto.setHold(Wire.toProto(event.hold()));
        return proto.build();
    }

    static Settled settled(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Settled.parseFrom(bytes);
        return new Settled(
                Wire.instant(proto.getAt()),
                new TransferId(proto.getId()),
                proto.getLeg(),
                Wire.instant(proto.getCreditedAt()),
                proto.hasHold() ? Wire.fromProto(proto.getHold()) : null,
                proto.getFreed(),
                Wire.fromProto(proto.getMoney()),
                Wire.fromProto(proto.getAfter()));
    }

    static EventProto.Returned toProto(Returned event) {
        var proto =
                EventProto.Returned.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setId(event.id().value())
                        .setLeg(event.leg())
                        .setDenial(Wire.toProto(event.denial()))
                        .setMoney(Wire.toProto(event.money()))
                        .setAfter(Wire.toProto(event.after()));
        if (event.hold() != null) proto.setHold(Wire.toProto(event.hold()));
        if (event.schedule() != null) proto.setSchedule(event.schedule());
        return proto.build();
    }

    static Returned returned(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Returned.parseFrom(bytes);
        return new Returned(
                Wire.instant(proto.getAt()),
                new TransferId(proto.getId()),
                proto.getLeg(),
                Wire.fromProto(proto.getDenial()),
                proto.hasHold() ? Wire.fromProto(proto.getHold()) : null,
                Wire.fromProto(proto.getMoney()),
                Wire.fromProto(proto.getAfter()),
                proto.hasSchedule() ? proto.getSchedule() : null);
    }

    static EventProto.Refunded toProto(Refunded event) {
        var proto =
                EventProto.Refunded.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setId(event.id().value())
                        .setOriginal(Wire.toProto(event.original()))
                        .setAccount(event.account().name())
                        .setMoney(Wire.toProto(event.money()))
                        .setAfter(Wire.toProto(event.after()));
        if (!event.receipt().equals(Receipt.NONE)) {
            proto.setReceipt(OwnEvents.toProto(event.receipt()));
        }
        if (Wire.isWritten(event.note())) proto.setNote(Wire.toProto(event.note()));
        return proto.build();
    }

    static Refunded refunded(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Refunded.parseFrom(bytes);
        return new Refunded(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? OwnEvents.fromProto(proto.getReceipt()) : Receipt.NONE,
                new TransferId(proto.getId()),
                Wire.fromProto(proto.getOriginal()),
                new SystemAccount(proto.getAccount()),
                Wire.fromProto(proto.getMoney()),
                Wire.fromProto(proto.getNote()),
                Wire.fromProto(proto.getAfter()));
    }

    static EventProto.ReversalCounted toProto(ReversalCounted event) {
        return EventProto.ReversalCounted.newBuilder()
                .setAt(Wire.micros(event.at()))
                .setOriginal(Wire.toProto(event.original()))
                .setNumber(event.number())
                .setTotal(event.total())
                .build();
    }

    static ReversalCounted reversalCounted(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.ReversalCounted.parseFrom(bytes);
        return new ReversalCounted(
                Wire.instant(proto.getAt()),
                Wire.fromProto(proto.getOriginal()),
                proto.getNumber(),
                proto.getTotal());
    }
}
