package io.florin.sandbox.node;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a node whose parent is gone. The parent holds the other end of standard input and never
 * writes; when it dies, by whatever signal, reading ends.
 */
public final class ParentWatch {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private ParentWatch() {}

    /**
     * Returns at once; the watching is done on a thread of its own.
     *
     * @return opens when the parent is gone, before this process begins to end
     */
    public static CountDownLatch begin() {
        var gone = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> watch(System.in, gone));
        return gone;
    }

    private static void watch(InputStream parent, CountDownLatch gone) {
        try {
            while (parent.read() >= 0) {
                // Nothing is ever said; only the end matters.
            }
        } catch (IOException e) {
            System.err.println("Standard input failed, so the parent is gone: " + e.getMessage());
        }
        gone.countDown();
        CompletableFuture.delayedExecutor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(1));
        System.exit(1);
    }
}
