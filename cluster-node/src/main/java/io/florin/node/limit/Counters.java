package io.florin.node.limit;

import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import java.util.HashMap;
import java.util.Map;

/**
 * The open windows of many subjects, at most so many. A window that is not over is never forgotten,
 * or whoever makes enough subjects up would count from zero again. Subjects that find no room share
 * one window per app and rule until others are over: nobody gets more than the limit, and strangers
 * may get less. Windows that are over are forgotten when {@link #forget} is called. Rules and apps
 * are few and configured, so what is shared needs no bound.
 */
final class Counters {
    private final int maxSubjects;
    private final Map<String, Window> windows = new HashMap<>();
    private final Map<String, Window> shared = new HashMap<>();

    Counters(int maxSubjects) {
        this.maxSubjects = maxSubjects;
    }

    RateVerdict take(RateRule rule, String app, String subject, int count, long nowMillis) {
        String all = app + "/" + rule.name();
        String own = all + "/" + subject;
        boolean hasRoom = windows.size() < maxSubjects || windows.containsKey(own);
        return hasRoom
                ? take(windows, own, rule, count, nowMillis)
                : take(shared, all, rule, count, nowMillis);
    }

    private static RateVerdict take(
            Map<String, Window> windows, String key, RateRule rule, int count, long nowMillis) {
        var before = windows.getOrDefault(key, Window.NONE);
        var after = before.take(rule, count, nowMillis);
        windows.put(key, after);
        return after.verdict(rule, before, nowMillis);
    }

    /** Drops every window that is over. */
    void forget(long nowMillis) {
        windows.values().removeIf(window -> window.isOver(nowMillis));
        shared.values().removeIf(window -> window.isOver(nowMillis));
    }

    int size() {
        return windows.size() + shared.size();
    }
}
