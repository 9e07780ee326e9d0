package io.florin.edge;

import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.Webhooks;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps events in memory, each once by its provider's id; fails if told to. */
final class FakeWebhooks implements Webhooks {
    final List<WebhookEvent> stored = new CopyOnWriteArrayList<>();
    volatile @Nullable RuntimeException failure;

    @Override
    public CompletionStage<Receipt> store(WebhookEvent event) {
        var failing = failure;
        if (failing != null) return CompletableFuture.failedStage(failing);
        boolean isThere =
                stored.stream()
                        .anyMatch(one ->
                                one.app().equals(event.app())
                                        && one.provider().equals(event.provider())
                                        && one.subject().event().equals(event.subject().event()));
        if (!isThere) stored.add(event);
        return CompletableFuture.completedStage(isThere ? Receipt.REPEAT : Receipt.STORED);
    }
}
