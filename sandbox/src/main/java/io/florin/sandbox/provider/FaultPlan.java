package io.florin.sandbox.provider;

import io.florin.sandbox.provider.Fault.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Faults armed for calls and webhooks to come; each strikes so many times and is gone. */
public final class FaultPlan {
    private static final int ARMED_MAX = 1_000;

    /**
     * A fault in waiting.
     *
     * @param where the beginning of a path, after a method and a space if it is not POST; of a
     *     webhook the beginning of the event's type. Empty is any.
     * @param count how many times it still strikes
     */
    public record Armed(String where, Fault fault, int count) {
        private boolean concerns(String method, String path) {
            var words = where.split(" ", 2);
            return words.length == 2
                    ? words[0].equals(method) && path.startsWith(words[1])
                    : method.equals("POST") && path.startsWith(where);
        }
    }

    private final List<Armed> waiting = new ArrayList<>();

    /**
     * Lets it wait for its call.
     *
     * @throws IllegalArgumentException when too many wait already
     */
    public synchronized void arm(Armed armed) {
        if (waiting.size() >= ARMED_MAX) {
            throw new IllegalArgumentException(
                    "%d faults wait already; reset first.".formatted(ARMED_MAX));
        }
        waiting.add(armed);
    }

    /** The fault of this call, if it has one; the oldest that concerns it. */
    Optional<Fault> take(Call call) {
        return take(a -> !(a.fault instanceof Webhook) && a.concerns(call.method(), call.path()));
    }

    /** How to tell of an event, if otherwise than well. */
    Optional<Webhook> takeWebhook(String eventType) {
        return take(a -> a.fault instanceof Webhook && eventType.startsWith(a.where))
                .map(Webhook.class::cast);
    }

    private synchronized Optional<Fault> take(Predicate<Armed> concerns) {
        for (var i = 0; i < waiting.size(); i++) {
            var armed = waiting.get(i);
            if (!concerns.test(armed)) continue;
            if (armed.count > 1) {
                waiting.set(i, new Armed(armed.where, armed.fault, armed.count - 1));
            } else {
                waiting.remove(i);
            }
            return Optional.of(armed.fault);
        }
        return Optional.empty();
    }

    synchronized List<Armed> waiting() {
        return List.copyOf(waiting);
    }

    synchronized void clear() {
        waiting.clear();
    }
}
