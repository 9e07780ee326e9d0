package io.florin.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.protocol.Golden;
import io.florin.protocol.proto.EventProto;
import io.florin.protocol.proto.RequestProto;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand.Release;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import org.junit.jupiter.api.Test;

/** A trace is a help for readers of logs: whatever stands in its place, the rest is read. */
class TraceFieldTest {
    private static final Trace TRACE =
            new Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");
    private static final Request REQUEST =
            new Request("k", new Release(new HoldId("h")), Terms.FREE, TRACE);

    @Test
    void aRequestWithoutOneIsThatOfAReleaseThatKnowsNone() throws Exception {
        var bare = new Request("k", REQUEST.command(), Terms.FREE);
        var proto = RequestProto.Request.parseFrom(WalletRequestCodec.encode(REQUEST));
        var old = proto.toBuilder().clearTraceparent().build().toByteArray();
        assertThat(old).isEqualTo(WalletRequestCodec.encode(bare));
        assertThat(WalletRequestCodec.decode(old)).isEqualTo(bare);
    }

    @Test
    void whatIsNoTraceIsNoneOfARequest() throws Exception {
        var proto = RequestProto.Request.parseFrom(WalletRequestCodec.encode(REQUEST));
        var broken = proto.toBuilder().setTraceparent("nonsense".repeat(1_000)).build();
        assertThat(WalletRequestCodec.decode(broken.toByteArray()).trace()).isNull();
    }

    @Test
    void anEventOfBeforeHasNoneAndABrokenOneIsNone() throws InvalidProtocolBufferException {
        var lines = Golden.lines("event/JobSubmitted.full.hex");
        var old = Golden.bytes(lines.subList(1, lines.size()));
        assertThat(submitted(old).trace()).isNull();
        var proto = EventProto.JobSubmitted.parseFrom(old).toBuilder();
        assertThat(submitted(proto.setTraceparent("00-x").build().toByteArray()))
                .isEqualTo(submitted(old));
        assertThat(submitted(proto.setTraceparent(TRACE.header()).build().toByteArray()).trace())
                .isEqualTo(TRACE);
    }

    private static JobSubmitted submitted(byte[] bytes) {
        return (JobSubmitted) WalletEventCodec.decode("js1", bytes);
    }
}
