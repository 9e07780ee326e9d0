package io.florin.edge;

import io.florin.protocol.notification.Notifications;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Keeps what it was told to deliver. */
final class FakeNotifications implements Notifications {
    record Delivery(String app, String purpose, String subject, String code) {}

    final ConcurrentLinkedDeque<Delivery> delivered = new ConcurrentLinkedDeque<>();
    volatile boolean canDeliver = true;
    volatile @Nullable RuntimeException failure;

    /** The last code that went to the subject. */
    String codeFor(String subject) {
        var all = delivered.stream().filter(it -> it.subject().equals(subject)).toList();
        return all.getLast().code();
    }

    @Override
    public boolean canDeliver() {
        return canDeliver;
    }

    @Override
    public CompletionStage<Void> deliverCode(
            String app, String purpose, String subject, String code) {
        var failing = failure;
        if (failing != null) return CompletableFuture.failedStage(failing);
        delivered.add(new Delivery(app, purpose, subject, code));
        return CompletableFuture.completedStage(null);
    }
}
