package io.florin.edge;

import io.florin.protocol.notification.Notifications;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Keeps what it was told to deliver. */
final class FakeNotifications implements Notifications {
    record Delivery(String app, String purpose, String subject, String code) {}

    final ConcurrentLinkedDeque<Delivery> delivered = new ConcurrentLinkedDeque<>();
    volatile boolean canDeliver = true;

    @Override
    public boolean canDeliver() {
        return canDeliver;
    }

    @Override
    public CompletionStage<Void> deliverCode(
            String app, String purpose, String subject, String code) {
        delivered.add(new Delivery(app, purpose, subject, code));
        return CompletableFuture.completedStage(null);
    }
}
