package io.florin.edge.webhook;

import io.florin.edge.signature.Flaw;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that came to a provider's address and were not shown to be the provider's: counted by
 * address and reason, of which there are few, and told of in the log now and then.
 */
public final class RefusedMessages {
    /** The provider is an endpoint of ours, never what a stranger has made up. */
    public record Cause(String provider, Flaw why) {}

    private static final Logger LOG = LoggerFactory.getLogger(RefusedMessages.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Map<Cause, LongAdder> counts = new ConcurrentHashMap<>();
    private final AtomicLong untold = new AtomicLong();
    private final AtomicReference<Instant> silentUntil = new AtomicReference<>(Instant.MIN);
    private final InstantSource clock;

    public RefusedMessages(InstantSource clock) {
        this.clock = clock;
    }

    void add(String provider, Flaw why) {
        counts.computeIfAbsent(new Cause(provider, why), _ -> new LongAdder()).increment();
        untold.incrementAndGet();
        var now = clock.instant();
        var until = silentUntil.get();
        if (now.isBefore(until) || !silentUntil.compareAndSet(until, now.plus(PAUSE))) return;
        LOG.warn(
                "A message to /webhooks/{} is refused: {}; {} are since the last such line",
                provider,
                why,
                untold.getAndSet(0));
    }

    /** Since the start. */
    public Map<Cause, Long> counts() {
        var all = new HashMap<Cause, Long>();
        counts.forEach((cause, count) -> all.put(cause, count.sum()));
        return Map.copyOf(all);
    }
}
