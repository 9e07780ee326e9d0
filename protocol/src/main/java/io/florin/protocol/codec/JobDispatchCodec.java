package io.florin.protocol.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.protocol.proto.JobDispatchProto.JobDispatch;

/** The value of a record on a queue's topic: which job may be due. */
public final class JobDispatchCodec {
    private JobDispatchCodec() {}

    public static byte[] encode(long seq) {
        return JobDispatch.newBuilder().setSeq(seq).build().toByteArray();
    }

    /** Throws {@link MalformedBytes} if it names no job. */
    public static long decode(byte[] bytes) {
        return Decoding.decode("job dispatch", bytes, JobDispatchCodec::seq);
    }

    private static long seq(byte[] bytes) throws InvalidProtocolBufferException {
        long seq = JobDispatch.parseFrom(bytes).getSeq();
        if (seq < 1) throw new IllegalArgumentException("A job's seq is at least 1.");
        return seq;
    }
}
