package io.florin.edge.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Of every form that it can have, and never the same. */
class RandomSecretsTest {
    private final RandomSecrets secrets = new RandomSecrets(new SecureRandom());

    @Test
    void tokens() {
        var tokens = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) tokens.add(secrets.token());
        assertThat(tokens)
                .hasSize(1_000)
                .allMatch(token -> token.length() == RandomSecrets.TOKEN_CHARS)
                .allMatch(token -> token.matches("[A-Za-z0-9_-]+"));
    }
}
