package io.florin.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.CommandSamples;
import io.florin.protocol.EventSamples;
import io.florin.protocol.Kinds;
import io.florin.protocol.ReplySamples;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written comes back equal, whatever its fields. */
class RoundTripTest {
    private static final int ROUNDS = 40;

    @Test
    void everyKindIsAmongTheSamples() {
        var commands = new CommandSamples(1);
        var replies = new ReplySamples(1);
        assertThat(Kinds.among(new EventSamples(1).oneOfEach()))
                .isEqualTo(Kinds.of(WalletEvent.class));
        assertThat(Kinds.among(commands.oneOfEach())).isEqualTo(Kinds.of(WalletCommand.class));
        assertThat(Kinds.among(commands.queries())).isEqualTo(Kinds.of(WalletQuery.class));
        assertThat(Kinds.among(commands.peerMessages())).isEqualTo(Kinds.of(PeerMessage.class));
        assertThat(Kinds.among(replies.oneOfEach())).isEqualTo(Kinds.of(WalletReply.class));
        assertThat(Kinds.among(replies.answers())).isEqualTo(Kinds.of(Answer.class));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20251121})
    void eventsComeBack(long seed) {
        var samples = new EventSamples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            for (var event : samples.oneOfEach()) {
                var bytes = WalletEventCodec.encode(event);
                var back = WalletEventCodec.decode(WalletEventCodec.manifest(event), bytes);
                assertThat(back).isEqualTo(event);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20251121})
    void whatIsAskedComesBack(long seed) {
        var samples = new CommandSamples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            for (var request : samples.requests()) {
                var bytes = WalletRequestCodec.encode(request);
                assertThat(WalletRequestCodec.decode(bytes)).isEqualTo(request);
            }
            for (var query : samples.queries()) {
                for (var owner : new @Nullable String[] {null, "", "ann"}) {
                    var inquiry = new Inquiry(query, owner);
                    assertThat(WalletQueryCodec.decode(WalletQueryCodec.encode(inquiry)))
                            .isEqualTo(inquiry);
                }
            }
            for (var message : samples.peerMessages()) {
                assertThat(PeerMessageCodec.decode(PeerMessageCodec.encode(message)))
                        .isEqualTo(message);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20251121})
    void repliesComeBack(long seed) {
        var samples = new ReplySamples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            for (var reply : samples.oneOfEach()) {
                assertThat(WalletReplyCodec.decode(WalletReplyCodec.encode(reply)))
                        .isEqualTo(reply);
            }
        }
    }
}
