package io.florin.sandbox.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Fault.Webhook;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Tells the customer of events: at least once, in no promised order, repeated with a new signature
 * until a 2xx. What has not been taken is kept and told again after a restart.
 */
public final class Webhooks implements AutoCloseable {
    private static final String OUTBOX = "webhooks";
    private static final int ATTEMPTS_MAX = 500;
    private static final int AT_ONCE_MAX = 16;
    private static final int LOG_MAX = 1_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private record Event(String id, String type, String body) {}

    private final Stage stage;
    private final Signer rightly;
    private final Signer wrongly;
    private final HttpClient client;
    private final Semaphore atOnce = new Semaphore(AT_ONCE_MAX);

    /** Waiting for another event to overtake them. */
    private final ConcurrentLinkedQueue<Event> held = new ConcurrentLinkedQueue<>();

    private final Deque<ObjectNode> log = new ArrayDeque<>();

    /**
     * Tells nobody yet.
     *
     * @param wrongly signs as somebody would who does not know the secret
     */
    public Webhooks(Stage stage, Signer rightly, Signer wrongly) {
        this.stage = stage;
        this.rightly = rightly;
        this.wrongly = wrongly;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(ANSWER_LIMIT)
                        .build();
    }

    /** Tells, or not, as the next armed fault of webhooks wants. */
    public void tell(String id, String type, String body) {
        if (stage.surroundings().webhooks().isEmpty()) return;
        var event = new Event(id, type, body);
        var fault = stage.faults().takeWebhook(type);
        if (fault.isPresent()) {
            tellWrongly(event, fault.get());
        } else {
            keep(event);
            deliver(event, 0, rightly);
        }
    }

    private void tellWrongly(Event event, Webhook fault) {
        switch (fault.delivery()) {
            case NONE -> note(event, 0, "none");
            case LATE -> {
                keep(event);
                stage.after(fault.delay(), () -> deliver(event, 0, rightly));
            }
            case TWICE -> {
                keep(event);
                deliver(event, 0, rightly);
                deliver(event, 0, rightly);
            }
            case WRONGLY_SIGNED -> {
                keep(event);
                deliver(event, 0, wrongly);
            }
            case OUT_OF_ORDER -> {
                keep(event);
                held.add(event);
                stage.after(fault.delay(), () -> release(event));
            }
        }
    }

    private void keep(Event event) {
        stage.store()
                .put(
                        OUTBOX,
                        event.id(),
                        Json.object()
                                .put("id", event.id())
                                .put("type", event.type())
                                .put("body", event.body()));
    }

    /** Tells again what nobody had taken when the process before this one ended. */
    public void resume() {
        for (var kept : stage.store().select(OUTBOX, _ -> true, Integer.MAX_VALUE).reversed()) {
            var id = kept.path("id").asText();
            var type = kept.path("type").asText();
            deliver(new Event(id, type, kept.path("body").asText()), 0, rightly);
        }
    }

    private void release(Event event) {
        if (held.remove(event)) deliver(event, 0, rightly);
    }

    private void deliver(Event event, int attempt, Signer signer) {
        Thread.ofVirtual()
                .name("webhook-" + event.id())
                .start(() -> {
                    try {
                        attempt(event, attempt, signer);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private void attempt(Event event, int attempt, Signer signer) throws InterruptedException {
        if (attempt > 0 && stage.store().find(OUTBOX, event.id()).isEmpty()) return;
        atOnce.acquire();
        boolean taken;
        try {
            taken = isTaken(event, attempt, signer);
        } finally {
            atOnce.release();
        }
        if (taken) {
            stage.store().remove(OUTBOX, event.id());
            held.forEach(this::release);
        } else if (attempt + 1 < ATTEMPTS_MAX) {
            stage.after(pause(attempt), () -> deliver(event, attempt + 1, rightly));
        }
    }

    private static Duration pause(int attempt) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private boolean isTaken(Event event, int attempt, Signer signer) throws InterruptedException {
        var targets = stage.surroundings().webhooks();
        var request =
                HttpRequest.newBuilder(targets.get(attempt % targets.size()))
                        .timeout(ANSWER_LIMIT)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(event.body()));
        signer.sign(event.body(), stage.now()).forEach(request::header);
        try {
            var status =
                    client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode();
            note(event, attempt, Integer.toString(status));
            return status / 100 == 2;
        } catch (IOException e) {
            note(event, attempt, e.getClass().getSimpleName());
            return false;
        }
    }

    private void note(Event event, int attempt, String outcome) {
        var line =
                Json.object()
                        .put("at", stage.now().toString())
                        .put("id", event.id())
                        .put("type", event.type())
                        .put("attempt", attempt)
                        .put("outcome", outcome);
        synchronized (log) {
            log.addLast(line);
            if (log.size() > LOG_MAX) log.removeFirst();
        }
    }

    /** Every attempt to tell, the newest last; bounded. */
    public List<ObjectNode> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
