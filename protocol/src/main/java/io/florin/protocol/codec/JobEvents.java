package io.florin.protocol.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.protocol.proto.EventProto;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;

/** What a wallet has to do with its priced jobs. */
final class JobEvents {
    private JobEvents() {}

    static EventProto.JobSubmitted toProto(JobSubmitted event) {
        var proto =
                EventProto.JobSubmitted.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setJob(JobWords.toProto(event.job()))
                        .setSpec(JobWords.toProto(event.spec()))
                        .setAfter(Wire.toProto(event.after()));
        if (!event.receipt().equals(Receipt.NONE)) {
            proto.setReceipt(OwnEvents.toProto(event.receipt()));
        }
        if (event.trace() != null) proto.setTraceparent(event.trace().header());
        return proto.build();
    }

    static JobSubmitted submitted(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.JobSubmitted.parseFrom(bytes);
        return new JobSubmitted(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? OwnEvents.fromProto(proto.getReceipt()) : Receipt.NONE,
                JobWords.fromProto(proto.getJob()),
                JobWords.fromProto(proto.getSpec()),
                Wire.fromProto(proto.getAfter()),
                proto.hasTraceparent() ? Trace.parse(proto.getTraceparent()).orElse(null) : null);
    }

    static EventProto.JobEnded toProto(JobEnded event) {
        var proto =
                EventProto.JobEnded.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setJob(JobWords.toProto(event.job()))
                        .setAfter(Wire.toProto(event.after()));
        if (!event.receipt().equals(Receipt.NONE)) {
            proto.setReceipt(OwnEvents.toProto(event.receipt()));
        }
        return proto.build();
    }

    static JobEnded ended(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.JobEnded.parseFrom(bytes);
        return new JobEnded(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? OwnEvents.fromProto(proto.getReceipt()) : Receipt.NONE,
                JobWords.fromProto(proto.getJob()),
                Wire.fromProto(proto.getAfter()));
    }

    static EventProto.JobFoundOpen toProto(JobFoundOpen event) {
        var proto =
                EventProto.JobFoundOpen.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setJob(JobWords.toProto(event.job()));
        if (!event.receipt().equals(Receipt.NONE)) {
            proto.setReceipt(OwnEvents.toProto(event.receipt()));
        }
        if (event.name() != null) proto.setName(event.name());
        return proto.build();
    }

    static JobFoundOpen foundOpen(byte[] bytes) throws InvalidProtocolBufferException {
        var proto = EventProto.JobFoundOpen.parseFrom(bytes);
        return new JobFoundOpen(
                Wire.instant(proto.getAt()),
                proto.hasReceipt() ? OwnEvents.fromProto(proto.getReceipt()) : Receipt.NONE,
                proto.hasName() ? proto.getName() : null,
                JobWords.fromProto(proto.getJob()));
    }
}
