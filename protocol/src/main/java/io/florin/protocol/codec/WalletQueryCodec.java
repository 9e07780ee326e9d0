package io.florin.protocol.codec;

import io.florin.protocol.proto.RequestProto;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletQuery.FindHold;
import io.florin.protocol.wallet.WalletQuery.FindTransfer;
import io.florin.protocol.wallet.WalletQuery.Look;

/** The bytes of queries between nodes. */
public final class WalletQueryCodec {
    private WalletQueryCodec() {}

    public static byte[] encode(Inquiry inquiry) {
        return toProto(inquiry).toByteArray();
    }

    /** Throws {@link MalformedBytes}. */
    public static Inquiry decode(byte[] bytes) {
        return Decoding.decode(
                "query", bytes, given -> fromProto(RequestProto.Query.parseFrom(given)));
    }

    public static RequestProto.Query toProto(Inquiry inquiry) {
        var proto = RequestProto.Query.newBuilder();
        switch (inquiry.query()) {
            case Look(var fresh) -> proto.setLook(RequestProto.Look.newBuilder().setFresh(fresh));
            case FindTransfer(var id) -> proto.setFindTransfer(id.value());
            case FindHold(var id) -> proto.setFindHold(id.value());
        }
        if (inquiry.owner() != null) proto.setOwner(inquiry.owner());
        return proto.build();
    }

    /** Throws {@link IllegalArgumentException}. */
    public static Inquiry fromProto(RequestProto.Query proto) {
        return new Inquiry(query(proto), proto.hasOwner() ? proto.getOwner() : null);
    }

    private static WalletQuery query(RequestProto.Query proto) {
        return switch (proto.getQueryCase()) {
            case LOOK -> new Look(proto.getLook().getFresh());
            case FIND_TRANSFER -> new FindTransfer(new TransferId(proto.getFindTransfer()));
            case FIND_HOLD -> new FindHold(new HoldId(proto.getFindHold()));
            case QUERY_NOT_SET -> throw WireEnums.unknown("query");
        };
    }
}
