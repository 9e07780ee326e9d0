package io.florin.edge.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.secret.RandomSecrets;
import io.florin.edge.secret.Vault;
import io.florin.protocol.session.SessionId;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a refresh token looks like, and what is none. */
class RefreshTokenTest {
    private static final SessionId SESSION = new SessionId("shop", "s.1:a-b");

    private final SecureRandom random = new SecureRandom();
    private final RandomSecrets secrets = new RandomSecrets(random);

    @Test
    void whatIsGivenIsReadAgain() {
        var session = new SessionId("shop", "019cb73d-3293-7ba4-abb9-eef84311700a");
        var token = RefreshToken.of(session, secrets);
        assertThat(RefreshToken.parse(token.text())).contains(token);
        assertThat(token.toString()).doesNotContain(token.secret());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    frt_S.s1.shop       | true
                    frt_S.s1.a.b        | true
                    ''                  | false
                    frt_                | false
                    S.s1.shop           | false
                    FRT_S.s1.shop       | false
                    frt_S               | false
                    frt_S.s1            | false
                    frt_S.s1.           | false
                    frt_S..shop         | false
                    frt_.s1.shop        | false
                    frt_xS.s1.shop      | false
                    frt_S.s1.sh op      | false
                    frt_S.s/1.shop      | false
                    frt_S.s1.shop/../x  | false
                    frt_S.LONG.shop     | false
                    frt_S.s1.LONG       | false
                    """)
    void whatIsOne(String text, boolean isOne) {
        String real = text.replace("S", "s".repeat(43)).replace("LONG", "l".repeat(65));
        assertThat(RefreshToken.parse(real).isPresent()).isEqualTo(isOne);
    }

    @Test
    void aMegabyteIsNone() {
        assertThat(RefreshToken.parse("frt_" + "x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void theHashIsOfTheSecretAndItsSession() {
        var vault = new Vault("a secret of at least 32 characters", random);
        var hash = new RefreshToken(SESSION, "secret").hash(vault);
        assertThat(new RefreshToken(SESSION, "secret").hash(vault)).isEqualTo(hash);
        assertThat(new RefreshToken(SESSION, "Secret").hash(vault)).isNotEqualTo(hash);
        assertThat(new RefreshToken(new SessionId("shop", "s2"), "secret").hash(vault))
                .isNotEqualTo(hash);
    }
}
