package io.florin.edge.secret;

import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import java.text.Normalizer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords and PINs, a few at a time: each takes some tens of milliseconds of a processor
 * and some MiB, on purpose. Beyond the bound of those who wait, callers are refused as {@code
 * BUSY}. The calls block: make them from virtual threads.
 */
public final class Passwords implements AutoCloseable {
    private static final long LIMIT_SECONDS = 20;

    private final Argon2 argon2;
    private final RandomSecrets secrets;
    private final ThreadPoolExecutor threads;
    private final String nobodys;

    /** {@code maxWaiting} hashes wait, {@code parallel} are being made. */
    public Passwords(Argon2 argon2, RandomSecrets secrets, int parallel, int maxWaiting) {
        this.argon2 = argon2;
        this.secrets = secrets;
        this.threads =
                new ThreadPoolExecutor(
                        parallel,
                        parallel,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(maxWaiting),
                        Thread.ofPlatform().daemon().name("florin-hash-", 0).factory());
        this.nobodys = argon2.hash(secrets.token(), secrets);
    }

    /** In PHC form. */
    public String hash(String password) throws Unfit {
        return inTurn(() -> argon2.hash(normal(password), secrets));
    }

    /**
     * Whether it is the password of that hash; null is the hash of nobody, which no password has
     * and which takes as long.
     */
    public boolean matches(String password, @Nullable String hash) throws Unfit {
        String against = hash == null ? nobodys : hash;
        boolean matches = inTurn(() -> Argon2.matches(normal(password), against));
        return matches && hash != null;
    }

    /** Whether a matching password should be hashed anew, with the parameters of today. */
    public boolean isOutdated(String hash) {
        return !argon2.made(hash);
    }

    /** The same keys typed on another device are the same password. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Callable<T> work) throws Unfit {
        Future<T> turn;
        try {
            turn = threads.submit(work);
        } catch (RejectedExecutionException _) {
            throw new Unfit(Refusal.BUSY, "Too many log in right now; ask again.");
        }
        try {
            return turn.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            turn.cancel(true);
            throw new Unfit(Refusal.BUSY, "Too many log in right now; ask again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A hash could not be made.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a hash was made.", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
