package io.florin.protocol.codec;

import io.florin.protocol.proto.RequestProto;
import io.florin.protocol.wallet.Request;

/** The bytes of requests between nodes. */
public final class WalletRequestCodec {
    private WalletRequestCodec() {}

    public static byte[] encode(Request request) {
        return toProto(request).toByteArray();
    }

    /** Throws {@link MalformedBytes}. */
    public static Request decode(byte[] bytes) {
        return Decoding.decode(
                "request", bytes, given -> fromProto(RequestProto.Request.parseFrom(given)));
    }

    public static RequestProto.Request toProto(Request request) {
        var proto = RequestProto.Request.newBuilder();
        Commands.write(request.command(), proto);
        if (request.key() != null) proto.setKey(request.key());
        return proto.build();
    }

    /** Throws {@link IllegalArgumentException}. */
    public static Request fromProto(RequestProto.Request proto) {
        return new Request(proto.hasKey() ? proto.getKey() : null, Commands.read(proto));
    }
}
