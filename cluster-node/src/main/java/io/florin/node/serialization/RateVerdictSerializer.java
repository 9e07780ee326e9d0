package io.florin.node.serialization;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.limit.RateVerdict;
import io.florin.protocol.proto.RateProto;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Verdicts on their way to another node. Pekko makes it from configuration. */
public final class RateVerdictSerializer extends SerializerWithStringManifest {
    private static final String VERDICT = "v1";

    @Override
    public int identifier() {
        return SerializerIds.RATE_VERDICT;
    }

    @Override
    public String manifest(Object verdict) {
        return VERDICT;
    }

    @Override
    public byte[] toBinary(Object given) {
        if (!(given instanceof RateVerdict verdict)) throw SerializerIds.notOurs(given);
        return RateProto.Verdict.newBuilder()
                .setAdmitted(verdict.admitted())
                .setRemaining(verdict.remaining())
                .setResetSeconds(verdict.resetSeconds())
                .build()
                .toByteArray();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        if (!manifest.equals(VERDICT)) throw new UnknownManifest("rate verdict", manifest);
        try {
            var proto = RateProto.Verdict.parseFrom(bytes);
            return new RateVerdict(
                    proto.getAdmitted(), proto.getRemaining(), proto.getResetSeconds());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedBytes("rate verdict", e);
        }
    }
}
