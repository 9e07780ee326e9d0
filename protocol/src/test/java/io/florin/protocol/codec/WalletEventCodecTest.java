package io.florin.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.protocol.Golden;
import io.florin.protocol.Kinds;
import io.florin.protocol.account.Note;
import io.florin.protocol.proto.EventProto;
import io.florin.protocol.proto.WordsProto;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.WalletEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of events are frozen: a golden file for each kind, full and least. */
class WalletEventCodecTest {
    static Stream<Arguments> goldens() {
        return Stream.of(
                        GoldenEvents.full().stream().map(e -> Arguments.of(file(e, "full"), e)),
                        GoldenEvents.ruled().stream().map(e -> Arguments.of(file(e, "ruled"), e)),
                        GoldenEvents.least().stream().map(e -> Arguments.of(file(e, "least"), e)))
                .flatMap(goldens -> goldens);
    }

    private static String file(WalletEvent event, String fill) {
        return "event/" + kind(event) + "." + fill + ".hex";
    }

    @Test
    void everyKindHasItsGoldens() {
        var kinds = Kinds.of(WalletEvent.class);
        assertThat(Kinds.among(GoldenEvents.full())).isEqualTo(kinds);
        assertThat(Kinds.among(GoldenEvents.least())).isEqualTo(kinds);
    }

    /** Otherwise a field that nobody writes would go unseen. */
    @Test
    void fullGoldensLeaveNothingOut() throws ReflectiveOperationException {
        for (var event : GoldenEvents.full()) {
            for (var component : event.getClass().getRecordComponents()) {
                var written = new ArrayList<@Nullable Object>();
                written.add(component.getAccessor().invoke(event));
                for (var ruled : GoldenEvents.ruled()) {
                    if (!ruled.getClass().equals(event.getClass())) continue;
                    written.add(component.getAccessor().invoke(ruled));
                }
                assertThat(written)
                        .as(kind(event) + "." + component.getName())
                        .anyMatch(value -> value != null && !LEFT_OUT.contains(value));
            }
        }
    }

    private static final Set<Object> LEFT_OUT =
            Set.of(
                    false,
                    0,
                    0L,
                    Instant.EPOCH,
                    Receipt.NONE,
                    Note.NONE,
                    OwnLimits.NONE,
                    List.of(),
                    Map.of());

    /** A file is the manifest, then the bytes. Never rewrite one: the bytes are in journals. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void goldenBytesAreReadAndWritten(String file, WalletEvent event) {
        var now = new ArrayList<String>();
        now.add(WalletEventCodec.manifest(event));
        now.addAll(Golden.hex(WalletEventCodec.encode(event)));

        var golden = Golden.lines(file);
        assertThat(golden).as("golden/" + file + ", as written now").isEqualTo(now);
        var bytes = Golden.bytes(golden.subList(1, golden.size()));
        assertThat(WalletEventCodec.decode(golden.getFirst(), bytes)).isEqualTo(event);
    }

    /** Under which names each event stands in the journal, for ever. */
    @Test
    void namesAreFrozen() {
        var now =
                Stream.concat(GoldenEvents.full().stream(), GoldenEvents.least().stream())
                        .map(e -> "%s: %s, %s".formatted(kind(e), e.key(), e.ref()))
                        .toList();
        assertThat(Golden.lines("names.txt")).as("golden/names.txt, as it is now").isEqualTo(now);
    }

    private static String kind(WalletEvent event) {
        return event.getClass().getSimpleName();
    }

    @Test
    void noManifestIsSharedOrLong() {
        Collection<String> manifests =
                GoldenEvents.full().stream().map(WalletEventCodec::manifest).toList();
        assertThat(manifests).doesNotHaveDuplicates().allMatch(m -> m.matches("[a-z]{2}[0-9]"));
    }

    @Test
    void anUnknownManifestIsNamed() {
        assertThatThrownBy(() -> WalletEventCodec.decode("zz9", new byte[0]))
                .isInstanceOf(UnknownManifest.class)
                .hasMessageContaining("'zz9'");
    }

    @Test
    void anUnknownRefusalIsNamed() {
        var denial = WordsProto.Denial.newBuilder().setWhy("FULL_MOON");
        var bytes = EventProto.Refused.newBuilder().setDenial(denial).build().toByteArray();
        assertThatThrownBy(() -> WalletEventCodec.decode("wr1", bytes))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("'FULL_MOON'");
    }

    @Test
    void anUnknownNumberOfAnEnumIsNotTakenForAKnownOne() {
        var bytes = EventProto.Updated.newBuilder().setStatusValue(77).build().toByteArray();
        assertThatThrownBy(() -> WalletEventCodec.decode("wu1", bytes))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("status");
    }

    @Test
    void bytesThatAreNoMessageAreRefused() {
        assertThatThrownBy(() -> WalletEventCodec.decode("td1", new byte[] {(byte) 0xff}))
                .isInstanceOf(MalformedBytes.class);
        assertThatThrownBy(() -> WalletEventCodec.decode("td1", new byte[0]))
                .isInstanceOf(MalformedBytes.class);
    }

    /** What an older release ignores, a newer one may have written: optional fields are allowed. */
    @Test
    void aFieldOfANewerReleaseIsPassedOver() {
        var event = GoldenEvents.least().getFirst();
        var bytes = WalletEventCodec.encode(event);
        var longer = Arrays.copyOf(bytes, bytes.length + 3);
        longer[bytes.length] = (byte) 0xf8;
        longer[bytes.length + 1] = 0x3f;
        longer[bytes.length + 2] = 1;
        assertThat(WalletEventCodec.decode("wo1", longer)).isEqualTo(event);
    }

    @Test
    void aTimeFinerThanAMicrosecondIsNotRoundedSilently() {
        var at = Instant.ofEpochSecond(1, 1);
        var denial = Denial.of(Refusal.WALLET_CLOSED);
        var event = new WalletEvent.Refused(at, Receipt.NONE, null, denial);
        assertThatThrownBy(() -> WalletEventCodec.encode(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("microsecond");
    }
}
