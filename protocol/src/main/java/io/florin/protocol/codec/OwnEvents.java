package io.florin.protocol.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.money.Money;
import io.florin.protocol.proto.EventProto;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.Fingerprint;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Repeated;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events that concern no other wallet: opened, updated, money in and out, refused requests. */
final class OwnEvents {
    private OwnEvents() {}

    /** Only where the receipt is not {@link Receipt#NONE}, which is left out of a message. */
    static EventProto.Receipt toProto(Receipt receipt) {
        var proto =
                EventProto.Receipt.newBuilder()
                        .setFingerprintHigh(receipt.fingerprint().high())
                        .setFingerprintLow(receipt.fingerprint().low())
                        .setFormat(receipt.format());
        if (receipt.key() != null) proto.setKey(receipt.key());
        return proto.build();
    }

    static Receipt fromProto(EventProto.Receipt receipt) {
        return new Receipt(
                receipt.hasKey() ? receipt.getKey() : null,
                new Fingerprint(receipt.getFingerprintHigh(), receipt.getFingerprintLow()),
                receipt.getFormat());
    }

    static EventProto.Opened toProto(Opened event) {
        var proto =
                EventProto.Opened.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setOwner(event.owner())
                        .addAllOverdraft(Wire.toProto(event.overdraft()))
                        .addAllMetadata(Wire.pairs(event.metadata()));
        if (!event.receipt().equals(Receipt.NONE)) proto.setReceipt(toProto(event.receipt()));
        return proto.build();
    }

    static Opened opened(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Opened.parseFrom(bytes);
        return new Opened(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? fromProto(proto.getReceipt()) : Receipt.NONE,
                proto.getOwner(),
                Wire.limits(proto.getOverdraftList()),
                Wire.metadata(proto.getMetadataList()));
    }

    static EventProto.Updated toProto(Updated event) {
        var proto =
                EventProto.Updated.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setDebits(WireEnums.toProto(event.debits()))
                        .setCredits(WireEnums.toProto(event.credits()))
                        .setStatus(WireEnums.toProto(event.status()))
                        .addAllOverdraft(Wire.toProto(event.overdraft()))
                        .addAllLimits(LimitWords.toProto(event.limits()));
        if (!event.receipt().equals(Receipt.NONE)) proto.setReceipt(toProto(event.receipt()));
        return proto.build();
    }

    static Updated updated(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Updated.parseFrom(bytes);
        return new Updated(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? fromProto(proto.getReceipt()) : Receipt.NONE,
                WireEnums.fromProto(proto.getDebits()),
                WireEnums.fromProto(proto.getCredits()),
                WireEnums.fromProto(proto.getStatus()),
                Wire.limits(proto.getOverdraftList()),
                LimitWords.fromProto(proto.getLimitsList()));
    }

    static EventProto.Moved toProto(Deposited event) {
        var proto = moved(event.at(), event.receipt(), event.note(), event.reference());
        return moved(proto, event.movement(), event.money(), event.account(), event.after());
    }

    static EventProto.Moved toProto(Withdrawn event) {
        var proto =
                moved(event.at(), event.receipt(), event.note(), event.reference())
                        .setFee(event.fee());
        return moved(proto, event.movement(), event.money(), event.account(), event.after());
    }

    private static EventProto.Moved.Builder moved(
            Instant at, Receipt receipt, Note note, @Nullable String reference) {
        var proto = EventProto.Moved.newBuilder().setAt(Wire.micros(at));
        if (!receipt.equals(Receipt.NONE)) proto.setReceipt(toProto(receipt));
        if (Wire.isWritten(note)) proto.setNote(Wire.toProto(note));
        if (reference != null) proto.setReference(reference);
        return proto;
    }

    private static EventProto.Moved moved(
            EventProto.Moved.Builder proto,
            String movement,
            Money money,
            SystemAccount account,
            Balance after) {
        return proto.setMovement(movement)
                .setMoney(Wire.toProto(money))
                .setAccount(account.name())
                .setAfter(Wire.toProto(after))
                .build();
    }

    /** {@code suspended} is what the manifest says. */
    static Deposited deposited(byte[] bytes, boolean suspended)
            throws InvalidProtocolBufferException {
        var proto = EventProto.Moved.parseFrom(bytes);
        return new Deposited(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? fromProto(proto.getReceipt()) : Receipt.NONE,
                proto.getMovement(),
                Wire.fromProto(proto.getMoney()),
                new SystemAccount(proto.getAccount()),
                proto.hasReference() ? proto.getReference() : null,
                Wire.fromProto(proto.getNote()),
                Wire.fromProto(proto.getAfter()),
                suspended);
    }

    static Withdrawn withdrawn(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Moved.parseFrom(bytes);
        return new Withdrawn(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? fromProto(proto.getReceipt()) : Receipt.NONE,
                proto.getMovement(),
                Wire.fromProto(proto.getMoney()),
                new SystemAccount(proto.getAccount()),
                proto.hasReference() ? proto.getReference() : null,
                Wire.fromProto(proto.getNote()),
                Wire.fromProto(proto.getAfter()),
                proto.getFee());
    }

    static EventProto.Refused toProto(Refused event) {
        var proto =
                EventProto.Refused.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setDenial(Wire.toProto(event.denial()));
        if (!event.receipt().equals(Receipt.NONE)) proto.setReceipt(toProto(event.receipt()));
        if (event.name() != null) proto.setName(event.name());
        return proto.build();
    }

    static Refused refused(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Refused.parseFrom(bytes);
        return new Refused(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? fromProto(proto.getReceipt()) : Receipt.NONE,
                proto.hasName() ? proto.getName() : null,
                Wire.fromProto(proto.getDenial()));
    }

    static EventProto.Repeated toProto(Repeated event) {
        var proto =
                EventProto.Repeated.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setName(event.name());
        if (!event.receipt().equals(Receipt.NONE)) proto.setReceipt(toProto(event.receipt()));
        return proto.build();
    }

    static Repeated repeated(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.Repeated.parseFrom(bytes);
        return new Repeated(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? fromProto(proto.getReceipt()) : Receipt.NONE,
                proto.getName());
    }
}
