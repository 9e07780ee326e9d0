package io.florin.node.serialization;

import static io.florin.node.serialization.GoldenWallets.NAME_CAPACITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.node.rules.Wallet;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.UnknownManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WalletSnapshotCodecTest {
    static Stream<Arguments> goldens() {
        return Stream.of(
                Arguments.of("least", GoldenWallets.least()),
                Arguments.of("confirming", GoldenWallets.confirming()),
                Arguments.of("cancelling", GoldenWallets.cancelling()));
    }

    /** A shape that changes needs a manifest of its own, and the old file stays readable. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void goldenBytesAreReadAndWritten(String file, Wallet wallet) throws IOException {
        var golden = golden(WalletSnapshotCodec.MANIFEST + "." + file + ".hex");
        assertThat(HexFormat.of().formatHex(WalletSnapshotCodec.encode(wallet))).isEqualTo(golden);
        assertThat(decoded(HexFormat.of().parseHex(golden))).isEqualTo(wallet);
    }

    /** Written by releases before: the tail of the journal goes on from it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void theGenerationsBeforeAreStillRead(String file, Wallet wallet) throws IOException {
        var first = HexFormat.of().parseHex(golden("s1." + file + ".hex"));
        assertThat(WalletSnapshotCodec.decode("s1", first, NAME_CAPACITY))
                .isEqualTo(GoldenWallets.withoutLimits(wallet));
        var second = HexFormat.of().parseHex(golden("s2." + file + ".hex"));
        assertThat(WalletSnapshotCodec.decode("s2", second, NAME_CAPACITY))
                .isEqualTo(GoldenWallets.withoutJobs(wallet));
    }

    private static String golden(String name) throws IOException {
        var path = "/golden/snapshot/" + name;
        try (var file = WalletSnapshotCodecTest.class.getResourceAsStream(path)) {
            assertThat(file).as(path).isNotNull();
            var text = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return String.join("", text.lines().toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void whatIsReadGoesOnLikeTheOriginal(String file, Wallet wallet) {
        var back = decoded(WalletSnapshotCodec.encode(wallet));
        assertThat(back.names().complete()).as(file).isEqualTo(wallet.names().complete());
        assertThat(back.names().with("k", "r")).isEqualTo(wallet.names().with("k", "r"));
        assertThat(back.view()).isEqualTo(wallet.view());
    }

    @Test
    void aSnapshotOfANewerReleaseIsNotUsed() {
        var bytes = WalletSnapshotCodec.encode(GoldenWallets.confirming());
        assertThatThrownBy(() -> WalletSnapshotCodec.decode("s4", bytes, NAME_CAPACITY))
                .isInstanceOf(UnknownManifest.class)
                .hasMessageContaining("'s4'");
    }

    @Test
    void bytesThatAreNoSnapshotAreRefused() {
        for (var bytes : new byte[][] {{}, {(byte) 0xff}}) {
            assertThatThrownBy(() ->
                            WalletSnapshotCodec.decode(
                                    WalletSnapshotCodec.MANIFEST, bytes, NAME_CAPACITY))
                    .isInstanceOf(MalformedBytes.class);
        }
    }

    @Test
    void aSmallerCacheKeepsTheNewestNames() {
        var bytes = WalletSnapshotCodec.encode(GoldenWallets.confirming());
        var back = WalletSnapshotCodec.decode(WalletSnapshotCodec.MANIFEST, bytes, 2);
        var before = GoldenWallets.confirming().names().oldestFirst();
        assertThat(back.names().oldestFirst())
                .containsExactly(before[before.length - 2], before[before.length - 1]);
        assertThat(back.names().complete()).isFalse();
    }

    private static Wallet decoded(byte[] bytes) {
        return WalletSnapshotCodec.decode(WalletSnapshotCodec.MANIFEST, bytes, NAME_CAPACITY);
    }
}
