package io.florin.edge.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is sealed is read by the same secret under the same purpose, unchanged, or not at all. */
class VaultTest {
    private static final String SECRET = "a secret of at least 32 characters";

    private final SecureRandom random = new SecureRandom();
    private final Vault vault = new Vault(SECRET, random);

    private void assertNotOpened(Vault other, String purpose, String sealed) {
        assertThatThrownBy(() -> other.open(purpose, sealed))
                .as(sealed)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("plain");
    }

    @Test
    void whatIsSealedIsReadAgain() {
        for (String plain : List.of("", "a", "plain text", "ünïcödé", "x".repeat(10_000))) {
            var sealed = vault.seal("p", plain);
            assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("plain");
            assertThat(new Vault(SECRET, random).open("p", sealed)).isEqualTo(plain);
        }
    }

    @Test
    void noSealIsLikeAnother() {
        var seals = new HashSet<String>();
        for (int i = 0; i < 100; i++) seals.add(vault.seal("p", "plain"));
        assertThat(seals).hasSize(100);
    }

    @Test
    void purposesAndSecretsDoNotOpenEachOthers() {
        var sealed = vault.seal("p", "plain");
        assertNotOpened(vault, "q", sealed);
        assertNotOpened(vault, "", sealed);
        assertNotOpened(new Vault(SECRET + "!", random), "p", sealed);
    }

    @Test
    void whatWasChangedIsNotOpened() {
        byte[] sealed = Base64.getUrlDecoder().decode(vault.seal("p", "plain"));
        var base64 = Base64.getUrlEncoder().withoutPadding();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertNotOpened(vault, "p", base64.encodeToString(changed));
            assertNotOpened(vault, "p", base64.encodeToString(Arrays.copyOf(sealed, i)));
        }
        for (String text : List.of("", "!", "not base64 at all", "A".repeat(100))) {
            assertNotOpened(vault, "p", text);
        }
    }

    /** Parts are kept apart, so that nobody moves a character from one to the next. */
    @Test
    void aHashIsOfItsPurposeAndItsParts() {
        var hashes =
                List.of(
                        vault.hash("p", "ab", "c"),
                        vault.hash("p", "a", "bc"),
                        vault.hash("p", "abc"),
                        vault.hash("p", "abc", ""),
                        vault.hash("p"),
                        vault.hash("q", "abc"),
                        new Vault(SECRET + "!", random).hash("p", "abc"));
        assertThat(Set.copyOf(hashes)).hasSameSizeAs(hashes);
        assertThat(new Vault(SECRET, random).hash("p", "abc")).isEqualTo(vault.hash("p", "abc"));
    }

    /** The chance that a leading digit is missing in all of them is 10^-45. */
    @Test
    void digitsFollowFromTheirPartsAndTheSecret() {
        var first = new HashSet<Character>();
        for (int i = 0; i < 1_000; i++) {
            String digits = vault.digits("p", "app", "id-" + i);
            assertThat(digits).matches("[0-9]{6}").isEqualTo(vault.digits("p", "app", "id-" + i));
            first.add(digits.charAt(0));
        }
        assertThat(first).hasSize(10);
        var some = vault.digits("p", "a", "b") + vault.digits("p", "c", "d");
        var other = new Vault(SECRET + "!", random);
        assertThat(other.digits("p", "a", "b") + other.digits("p", "c", "d")).isNotEqualTo(some);
    }
}
