package io.florin.node.serialization;

import com.google.protobuf.ByteString;
import io.florin.node.rules.OpenTransfer;
import io.florin.node.rules.OpenTransfer.Arrived;
import io.florin.node.rules.OpenTransfer.CameBack;
import io.florin.node.rules.OpenTransfer.Decided;
import io.florin.node.rules.OpenTransfer.LegEnd;
import io.florin.protocol.codec.WalletEventCodec;
import io.florin.protocol.codec.Wire;
import io.florin.protocol.proto.SnapshotProto;
import io.florin.protocol.wallet.WalletEvent.Debited;
import java.util.HashMap;
import org.pcollections.HashTreePMap;

/** The open transfers inside a snapshot: the event that began each, and what ended since. */
final class OpenTransfers {
    private OpenTransfers() {}

    static SnapshotProto.OpenTransfer toProto(OpenTransfer transfer) {
        var debited = transfer.debited();
        var proto =
                SnapshotProto.OpenTransfer.newBuilder()
                        .setManifest(WalletEventCodec.manifest(debited))
                        .setDebited(ByteString.copyFrom(WalletEventCodec.encode(debited)));
        transfer.ended().forEach((leg, end) -> proto.addEnded(toProto(leg, end)));
        if (transfer.decision() != null) proto.setDecision(toProto(transfer.decision()));
        return proto.build();
    }

    static OpenTransfer fromProto(SnapshotProto.OpenTransfer proto) {
        var bytes = proto.getDebited().toByteArray();
        if (!(WalletEventCodec.decode(proto.getManifest(), bytes) instanceof Debited debited)) {
            throw new IllegalArgumentException("an open transfer that began with no debit");
        }
        var ended = new HashMap<Integer, LegEnd>();
        for (var end : proto.getEndedList()) ended.put(end.getLeg(), fromProto(end));
        return new OpenTransfer(
                debited,
                HashTreePMap.from(ended),
                proto.hasDecision() ? fromProto(proto.getDecision()) : null);
    }

    private static SnapshotProto.LegEnd toProto(int leg, LegEnd end) {
        var proto = SnapshotProto.LegEnd.newBuilder().setLeg(leg).setAt(Wire.micros(end.at()));
        return switch (end) {
            case Arrived _ -> proto.build();
            case CameBack(_, var denial) -> proto.setDenial(Wire.toProto(denial)).build();
        };
    }

    private static LegEnd fromProto(SnapshotProto.LegEnd proto) {
        var at = Wire.instant(proto.getAt());
        return proto.hasDenial()
                ? new CameBack(at, Wire.fromProto(proto.getDenial()))
                : new Arrived(at);
    }

    private static SnapshotProto.Decided toProto(Decided decided) {
        var proto =
                SnapshotProto.Decided.newBuilder()
                        .setAt(Wire.micros(decided.at()))
                        .setLeg(decided.leg());
        if (decided.cause() != null) proto.setCause(Wire.toProto(decided.cause()));
        return proto.build();
    }

    private static Decided fromProto(SnapshotProto.Decided proto) {
        return new Decided(
                Wire.instant(proto.getAt()),
                proto.getLeg(),
                proto.hasCause() ? Wire.fromProto(proto.getCause()) : null);
    }
}
