package io.florin.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.protocol.Kinds;
import io.florin.protocol.SessionSamples;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to sessions and by them comes back equal, whatever its fields. */
class SessionRoundTripTest {
    private static final int ROUNDS = 40;

    @Test
    void everyKindIsAmongTheSamples() {
        var samples = new SessionSamples(1);
        assertThat(Kinds.among(samples.commands())).isEqualTo(Kinds.of(SessionCommand.class));
        assertThat(Kinds.among(samples.events())).isEqualTo(Kinds.of(SessionEvent.class));
        assertThat(Kinds.among(samples.replies())).isEqualTo(Kinds.of(SessionReply.class));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20251121})
    void allComeBack(long seed) {
        var samples = new SessionSamples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            for (var event : samples.events()) {
                var bytes = SessionEventCodec.encode(event);
                assertThat(SessionEventCodec.decode(SessionEventCodec.manifest(event), bytes))
                        .isEqualTo(event);
            }
            for (var command : samples.commands()) {
                assertThat(SessionCommandCodec.decode(SessionCommandCodec.encode(command)))
                        .isEqualTo(command);
            }
            for (var reply : samples.replies()) {
                assertThat(SessionReplyCodec.decode(SessionReplyCodec.encode(reply)))
                        .isEqualTo(reply);
            }
        }
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThatThrownBy(() -> SessionCommandCodec.decode(new byte[0]))
                .isInstanceOf(MalformedBytes.class);
        assertThatThrownBy(() -> SessionReplyCodec.decode(new byte[0]))
                .isInstanceOf(MalformedBytes.class);
        assertThatThrownBy(() -> SessionEventCodec.decode("sb1", new byte[0]))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> SessionEventCodec.decode("zz9", new byte[0]))
                .isInstanceOf(UnknownManifest.class)
                .hasMessageContaining("'zz9'");
    }
}
