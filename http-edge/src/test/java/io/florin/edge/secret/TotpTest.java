package io.florin.edge.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes that authenticator apps show. */
class TotpTest {
    /** {@code 12345678901234567890} in base 32. */
    private static final String KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final Instant AT = Instant.ofEpochSecond(1_234_567_890);

    private final RandomSecrets secrets = new RandomSecrets(new SecureRandom());

    /** RFC 6238, appendix B, SHA-1: the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void theCodesOfTheStandard(long seconds, String code) {
        var at = Instant.ofEpochSecond(seconds);
        assertThat(Totp.code(KEY, at)).isEqualTo(code);
        assertThat(Totp.step(KEY, code, at)).hasValue(seconds / 30);
    }

    @ParameterizedTest
    @CsvSource({
        "-60, false",
        "-31, false",
        "-30, true",
        "0, true",
        "29, true",
        "59, true",
        "60, false"
    })
    void aCodeCountsInItsStepAndBesideIt(long secondsLater, boolean counts) {
        var begin = Instant.ofEpochSecond(AT.getEpochSecond() / 30 * 30);
        var step = Totp.step(KEY, Totp.code(KEY, begin), begin.plusSeconds(secondsLater));
        assertThat(step.isPresent()).isEqualTo(counts);
        if (counts) assertThat(step).hasValue(AT.getEpochSecond() / 30);
    }

    @Test
    void nothingElseIsACode() {
        for (String text : List.of("", "5924", "05924", "0005924", "00592４", "-05924", "OO5924")) {
            assertThat(Totp.step(KEY, text, AT)).as(text).isEmpty();
        }
    }

    @Test
    void keysAreLongAndAllDifferent() {
        var keys = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) keys.add(Totp.newKey(secrets));
        assertThat(keys).hasSize(1_000).allMatch(key -> key.matches("[A-Z2-7]{32}"));
        for (String key : keys) {
            assertThat(Totp.step(key, Totp.code(key, AT), AT)).isPresent();
        }
    }

    @Test
    void theQrCodeSaysTheSame() {
        assertThat(Totp.uri("Florin & Co", "ann@x.org", KEY))
                .isEqualTo(
                        "otpauth://totp/Florin%20%26%20Co:ann%40x.org?secret="
                                + KEY
                                + "&issuer=Florin%20%26%20Co");
    }
}
