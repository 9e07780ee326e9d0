package io.florin.edge;

import static org.awaitility.Awaitility.await;

import io.florin.protocol.notification.CodeNotice;
import io.florin.protocol.notification.Notifications;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what it was told to deliver. */
final class FakeNotifications implements Notifications {
    final ConcurrentLinkedDeque<CodeNotice> delivered = new ConcurrentLinkedDeque<>();
    volatile boolean canDeliver = true;
    volatile @Nullable RuntimeException failure;

    /** Who may hold it up. */
    volatile Consumer<CodeNotice> held = _ -> {};

    /** The last code that went to the subject; waits for the first, which may be on its way. */
    String codeFor(String subject) {
        return await().until(() -> allFor(subject), all -> !all.isEmpty()).getLast().code();
    }

    private List<CodeNotice> allFor(String subject) {
        return delivered.stream().filter(it -> it.subject().equals(subject)).toList();
    }

    @Override
    public boolean canDeliver(String app) {
        return canDeliver;
    }

    @Override
    public CompletionStage<Void> deliver(CodeNotice notice) {
        held.accept(notice);
        var failing = failure;
        if (failing != null) return CompletableFuture.failedStage(failing);
        delivered.add(notice);
        return CompletableFuture.completedStage(null);
    }
}
