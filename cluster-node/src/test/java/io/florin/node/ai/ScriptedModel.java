package io.florin.node.ai;

import io.florin.node.ai.provider.Answer;
import io.florin.node.ai.provider.Answer.Completion;
import io.florin.node.ai.provider.Faults;
import io.florin.node.ai.provider.Model;
import io.florin.node.ai.provider.Request;
import io.florin.node.ai.provider.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what it was told to, one after the other, and the last for ever. */
public final class ScriptedModel implements Model {
    /** What it may be told to do. */
    @FunctionalInterface
    public interface Line {
        Answer answer(Request request, Duration within) throws InterruptedException;
    }

    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");

    private final Deque<Line> lines = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Duration> patience = new ArrayList<>();
    private final String provider;

    public ScriptedModel(String provider) {
        this.provider = provider;
    }

    public ScriptedModel says(String text) {
        return does((_, _) -> completion(text, null));
    }

    public ScriptedModel refuses(String why) {
        return does((_, _) -> completion("", why));
    }

    private Completion completion(String text, @Nullable String refusal) {
        var usage = new Usage.Tokens(1_000, 0, 0, 500, 0);
        return new Completion(provider, "gpt-4o-mini-2024-07-18", text, refusal, usage);
    }

    public ScriptedModel fails(int status, @Nullable String code) {
        var refusal = new Faults.Refusal(status, code, null, status == 429 ? "250" : null, null);
        return does((_, _) -> Faults.of(provider, refusal, NOW));
    }

    public synchronized ScriptedModel does(Line line) {
        lines.add(line);
        return this;
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public Answer complete(String name, Request request, Duration within)
            throws InterruptedException {
        return next(name, within).answer(request, within);
    }

    private synchronized Line next(String name, Duration within) {
        asked.add(name);
        patience.add(within);
        return lines.size() > 1 ? lines.removeFirst() : lines.getFirst();
    }

    public synchronized int calls() {
        return asked.size();
    }

    public synchronized Duration lastPatience() {
        return patience.getLast();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
