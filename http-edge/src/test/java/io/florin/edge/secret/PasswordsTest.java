package io.florin.edge.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Comparing costs the same for everybody, and not too many do it at a time. */
class PasswordsTest {
    private static final int RUNS = 7;

    private final RandomSecrets secrets = new RandomSecrets(new SecureRandom());

    private Passwords passwords(int memoryKib, int parallel, int maxWaiting) {
        return new Passwords(new Argon2(memoryKib, 2, 1), secrets, parallel, maxWaiting);
    }

    @Test
    void aPasswordIsKnownHoweverItsKeysAreEncoded() throws Unfit {
        try (var passwords = passwords(64, 1, 1)) {
            String hash = passwords.hash("caf\u00e9 au lait");
            assertThat(passwords.matches("cafe\u0301 au lait", hash)).isTrue();
            assertThat(passwords.matches("cafe au lait", hash)).isFalse();
            assertThat(passwords.isOutdated(hash)).isFalse();
            try (var dearer = passwords(128, 1, 1)) {
                assertThat(dearer.matches("caf\u00e9 au lait", hash)).isTrue();
                assertThat(dearer.isOutdated(hash)).isTrue();
            }
        }
    }

    @Test
    void nobodyHasNoPassword() throws Unfit {
        try (var passwords = passwords(64, 1, 1)) {
            for (String guess : List.of("", "password", "null")) {
                assertThat(passwords.matches(guess, null)).isFalse();
            }
        }
    }

    /** Who asks whether there is an account learns nothing from the time it takes. */
    @Test
    void nobodysHashCostsAsMuch() throws Unfit {
        try (var passwords = passwords(8_192, 1, 1)) {
            String hash = passwords.hash("somebody's");
            fastest(passwords, hash);
            long somebodys = fastest(passwords, hash);
            long nobodys = fastest(passwords, null);
            assertThat((double) nobodys / somebodys).isBetween(0.5, 2.0);
        }
    }

    private static long fastest(Passwords passwords, @Nullable String hash) throws Unfit {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long from = System.nanoTime();
            assertThat(passwords.matches("wrong", hash)).isFalse();
            fastest = Math.min(fastest, System.nanoTime() - from);
        }
        return fastest;
    }

    @Test
    void beyondTheBoundCallersAreTurnedAway() throws Exception {
        try (var passwords = passwords(32_768, 1, 2);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CountDownLatch(1);
            List<Future<@Nullable Refusal>> outcomes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                outcomes.add(
                        threads.submit(() -> {
                            start.await();
                            return refusal(passwords);
                        }));
            }
            start.countDown();
            var refusals = new ArrayList<@Nullable Refusal>();
            for (var outcome : outcomes) refusals.add(outcome.get(1, TimeUnit.MINUTES));
            assertThat(refusals).containsOnly(Refusal.BUSY, null);
            assertThat(refusals.stream().filter(Refusal.BUSY::equals).count()).isGreaterThan(9);
            assertThat(passwords.hash("afterwards")).startsWith("$argon2id$");
        }
    }

    private static @Nullable Refusal refusal(Passwords passwords) {
        try {
            passwords.hash("a password");
            return null;
        } catch (Unfit e) {
            return e.why();
        }
    }
}
