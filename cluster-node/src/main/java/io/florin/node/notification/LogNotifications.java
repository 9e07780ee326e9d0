package io.florin.node.notification;

import io.florin.protocol.notification.Notifications;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one-time codes to the log, if that is allowed: for trying things out on one's own machine.
 * Otherwise it can deliver nothing, and says so.
 */
public record LogNotifications(boolean allowed) implements Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(LogNotifications.class);

    @Override
    public boolean canDeliver() {
        return allowed;
    }

    @Override
    public CompletionStage<Void> deliverCode(
            String app, String purpose, String subject, String code) {
        if (!allowed) {
            return CompletableFuture.failedStage(
                    new IllegalStateException("Codes must not be written to the log."));
        }
        LOG.info("One-time code for {} of {} ({}): {}", subject, app, purpose, code);
        return CompletableFuture.completedStage(null);
    }
}
