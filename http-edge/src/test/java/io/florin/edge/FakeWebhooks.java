package io.florin.edge;

import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobState;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.webhook.EventFilter;
import io.florin.protocol.webhook.StoredEvent;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.Webhooks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps events in memory, each once by its provider's id; fails if told to. */
final class FakeWebhooks implements Webhooks {
    final List<WebhookEvent> stored = new CopyOnWriteArrayList<>();
    final Set<JobId> replays = ConcurrentHashMap.newKeySet();
    volatile @Nullable RuntimeException failure;

    @Override
    public CompletionStage<Page<StoredEvent>> list(EventFilter filter) {
        var found =
                stored.stream()
                        .filter(event -> event.app().equals(filter.app()))
                        .map(FakeWebhooks::received)
                        .toList();
        return CompletableFuture.completedStage(new Page<>(found, filter.cursor()));
    }

    @Override
    public CompletionStage<Optional<StoredEvent>> find(String app, String id) {
        return CompletableFuture.completedStage(
                stored.stream()
                        .filter(event -> event.app().equals(app) && event.id().equals(id))
                        .map(FakeWebhooks::received)
                        .findFirst());
    }

    private static StoredEvent received(WebhookEvent event) {
        return new StoredEvent(event, StoredEvent.State.RECEIVED, null);
    }

    @Override
    public CompletionStage<JobReply> replay(String app, String id, JobId job) {
        boolean isNew = replays.add(job);
        return find(app, id)
                .thenApply(found ->
                        found.isPresent()
                                ? new Taken(
                                        JobSamples.job(job.value(), JobState.QUEUED, false), !isNew)
                                : new Denied(Denial.of(Refusal.WEBHOOK_EVENT_UNKNOWN), false));
    }

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
