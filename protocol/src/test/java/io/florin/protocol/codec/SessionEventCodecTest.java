package io.florin.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.Golden;
import io.florin.protocol.Kinds;
import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionEvent.Attempt;
import io.florin.protocol.session.SessionEvent.Began;
import io.florin.protocol.session.SessionEvent.CodeIssued;
import io.florin.protocol.session.SessionEvent.CodeMissed;
import io.florin.protocol.session.SessionEvent.CodeUsed;
import io.florin.protocol.session.SessionEvent.Conversed;
import io.florin.protocol.session.SessionEvent.Ended;
import io.florin.protocol.session.SessionEvent.Refreshed;
import io.florin.protocol.session.SessionEvent.Relented;
import io.florin.protocol.session.SessionEvent.Silenced;
import io.florin.protocol.session.SessionEvent.Tried;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of session events are frozen: a golden file for each kind, full and least. */
class SessionEventCodecTest {
    private static final Instant AT = Instant.parse("2025-11-21T10:20:30.123456Z");
    private static final Instant THEN = Instant.parse("2025-11-21T11:20:30.123455Z");
    private static final Instant LAST = Instant.parse("2025-12-21T10:20:30.123454Z");
    private static final Instant ZERO = Instant.EPOCH;

    private static SecretHash secret(int of) {
        var bytes = new byte[SecretHash.BYTES];
        Arrays.fill(bytes, (byte) of);
        return new SecretHash(bytes);
    }

    private static List<SessionEvent> full() {
        return List.of(
                new Began(AT, "für Ann 😀", secret(0xab), 900, THEN, LAST),
                new Refreshed(AT, secret(0xcd), THEN),
                new Ended(AT, EndReason.TOKEN_REUSED),
                new Conversed(AT, "menu", "{\"a\":1}", THEN),
                new Silenced(AT),
                new CodeIssued(AT, "login", "ann@example.org", secret(0x12), 5, THEN),
                new CodeMissed(AT, new Attempt("key 1", secret(0x34)), 4),
                new CodeUsed(AT, "key 2"),
                new Tried(AT, 3, true, THEN),
                new Relented(AT));
    }

    private static List<SessionEvent> least() {
        return List.of(
                new Began(ZERO, "a", secret(0), 0, ZERO, ZERO),
                new Refreshed(ZERO, secret(0), ZERO),
                new Ended(ZERO, EndReason.LOGGED_OUT),
                new Conversed(ZERO, "s", "", ZERO),
                new Silenced(ZERO),
                new CodeIssued(ZERO, "p", "s", secret(0), 0, ZERO),
                new CodeMissed(ZERO, null, 0),
                new CodeUsed(ZERO, null),
                new Tried(ZERO, 0, false, ZERO),
                new Relented(ZERO));
    }

    static Stream<Arguments> goldens() {
        return Stream.concat(
                full().stream().map(e -> Arguments.of(file(e, "full"), e)),
                least().stream().map(e -> Arguments.of(file(e, "least"), e)));
    }

    private static String file(SessionEvent event, String fill) {
        return "session/" + event.getClass().getSimpleName() + "." + fill + ".hex";
    }

    @Test
    void everyKindHasItsGoldens() {
        assertThat(Kinds.among(full())).isEqualTo(Kinds.of(SessionEvent.class));
        assertThat(Kinds.among(least())).isEqualTo(Kinds.of(SessionEvent.class));
    }

    /** A file is the manifest, then the bytes. Never rewrite one: the bytes are in journals. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void goldenBytesAreReadAndWritten(String file, SessionEvent event) {
        var now = new ArrayList<String>();
        now.add(SessionEventCodec.manifest(event));
        now.addAll(Golden.hex(SessionEventCodec.encode(event)));

        var golden = Golden.lines(file);
        assertThat(golden).as("golden/" + file + ", as written now").isEqualTo(now);
        var bytes = Golden.bytes(golden.subList(1, golden.size()));
        assertThat(SessionEventCodec.decode(golden.getFirst(), bytes)).isEqualTo(event);
    }

    @Test
    void noManifestIsSharedOrAWallets() {
        var manifests = new ArrayList<String>();
        full().forEach(event -> manifests.add(SessionEventCodec.manifest(event)));
        assertThat(manifests).allMatch(m -> m.matches("[a-z]{2}[0-9]"));
        GoldenEvents.full().forEach(event -> manifests.add(WalletEventCodec.manifest(event)));
        assertThat(manifests).doesNotHaveDuplicates();
    }

    /** Nobody finds a secret in what is printed. */
    @Test
    void secretsArePrintedAsStars() {
        assertThat(full().getFirst().toString()).contains("refreshToken=****").doesNotContain("ab");
    }
}
