package io.florin.protocol.codec;

import io.florin.protocol.proto.RequestProto;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Terms;

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
        if (!request.terms().equals(Terms.FREE)) proto.setTerms(toProto(request.terms()));
        if (request.trace() != null) proto.setTraceparent(request.trace().header());
        return proto.build();
    }

    /** Throws {@link IllegalArgumentException}. */
    public static Request fromProto(RequestProto.Request proto) {
        return new Request(
                proto.hasKey() ? proto.getKey() : null,
                Commands.read(proto),
                proto.hasTerms() ? fromProto(proto.getTerms()) : Terms.FREE,
                proto.hasTraceparent() ? Trace.parse(proto.getTraceparent()).orElse(null) : null);
    }

    private static RequestProto.Terms toProto(Terms terms) {
        var proto = RequestProto.Terms.newBuilder();
        var limits = terms.limits();
        if (terms.owner() != null) proto.setOwner(terms.owner());
        if (limits.perOperation() != null) proto.setPerOperation(limits.perOperation());
        if (limits.perDay() != null) proto.setPerDay(limits.perDay());
        if (limits.perMonth() != null) proto.setPerMonth(limits.perMonth());
        if (terms.schedule() != null) proto.setSchedule(terms.schedule());
        return proto.setFee(terms.fee()).build();
    }

    private static Terms fromProto(RequestProto.Terms proto) {
        var limits =
                new SpendingLimits(
                        proto.hasPerOperation() ? proto.getPerOperation() : null,
                        proto.hasPerDay() ? proto.getPerDay() : null,
                        proto.hasPerMonth() ? proto.getPerMonth() : null);
        return new Terms(
                proto.hasOwner() ? proto.getOwner() : null,
                limits,
                proto.hasSchedule() ? proto.getSchedule() : null,
                proto.getFee());
    }
}
