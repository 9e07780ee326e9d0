package io.florin.edge.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes in the form that every other Argon2 library reads and writes. */
class Argon2Test {
    private static final Argon2 CHEAP = new Argon2(64, 1, 1);

    private final RandomSecrets secrets = new RandomSecrets(new SecureRandom());

    /** Of the reference implementation (github.com/P-H-C/phc-winner-argon2, test.c). */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            textBlock =
                    """
                    password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4
                    password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc
                    password $argon2id$v=19$m=65536,t=1,p=1$c29tZXNhbHQ$9qWtwbpyPd3vm1rB1GThgPzZ3/ydHL92zKL+15XZypg
                    password $argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$kCXUjmjvc5XMqQedpMTsOv+zyJEf5PhtGiUghW9jFyw
                    password $argon2id$v=19$m=65536,t=2,p=1$ZGlmZnNhbHQ$vfMrBczELrFdWP0ZsfhWsRPaHppYdP3MVEMIVlqoFBw
                    differentpassword $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94
                    """)
    void theReferencesHashesAreKnown(String password, String phc) {
        assertThat(Argon2.matches(password, phc)).isTrue();
        assertThat(Argon2.matches(password + " ", phc)).isFalse();
        assertThat(Argon2.matches("", phc)).isFalse();
    }

    @Test
    void aHashIsOfOnePasswordAndSalted() {
        var hashes = new HashSet<String>();
        for (int i = 0; i < 50; i++) hashes.add(CHEAP.hash("a password", secrets));
        assertThat(hashes)
                .hasSize(50)
                .allSatisfy(phc -> {
                    assertThat(phc).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
                    assertThat(Argon2.matches("a password", phc)).isTrue();
                    assertThat(Argon2.matches("A password", phc)).isFalse();
                });
    }

    /** Who changes the parameters locks nobody out. */
    @Test
    void theParametersAreThoseOfTheHash() {
        String phc = new Argon2(128, 2, 2).hash("a password", secrets);
        assertThat(Argon2.matches("a password", phc)).isTrue();
        assertThat(CHEAP.made(phc)).isFalse();
        assertThat(new Argon2(128, 2, 2).made(phc)).isTrue();
        assertThat(new Argon2(128, 2, 1).made(phc)).isFalse();
        assertThat(CHEAP.made(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPc",
                "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=7,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=1,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPc",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
            })
    void whatIsNoHashIsNotCompared(String text) {
        assertThatThrownBy(() -> Argon2.matches("password", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c29tZXNhbHQ");
    }
}
