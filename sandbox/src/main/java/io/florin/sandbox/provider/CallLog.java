package io.florin.sandbox.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who called and what came of it, so that a test can say: three calls, one effect. */
final class CallLog {
    private static final int CALLS_MAX = 10_000;
    private static final int WISHES_MAX = 100_000;

    private record Tally(int calls, int effects) {}

    private final Deque<ObjectNode> calls = new ArrayDeque<>();
    private final Map<String, Tally> wishes = new LinkedHashMap<>();
    private long total;
    private long effects;

    synchronized void record(String at, Call call, String wish, Answer answer) {
        var line =
                Json.object()
                        .put("at", at)
                        .put("method", call.method())
                        .put("path", call.path())
                        .put("key", wish)
                        .put("status", answer.status())
                        .put("effect", isEffect(call, answer))
                        .put("answered", answer.droppedAfter() == null);
        calls.addLast(line);
        if (calls.size() > CALLS_MAX) calls.removeFirst();
        total++;
        if (isEffect(call, answer)) effects++;
        if (!wish.isEmpty()) count(wish, isEffect(call, answer) ? 1 : 0);
    }

    private static boolean isEffect(Call call, Answer answer) {
        return call.method().equals("POST") && answer.effect();
    }

    private void count(String wish, int effect) {
        wishes.merge(
                wish,
                new Tally(1, effect),
                (a, b) -> new Tally(a.calls + b.calls, a.effects + b.effects));
        if (wishes.size() > WISHES_MAX) wishes.remove(wishes.keySet().iterator().next());
    }

    /** The newest calls last; the tallies of all. */
    synchronized ObjectNode toJson() {
        var json = Json.object().put("total", total).put("effects", effects);
        var byKey = json.putObject("byKey");
        wishes.forEach((wish, tally) ->
                byKey.putObject(wish).put("calls", tally.calls).put("effects", tally.effects));
        json.set("calls", Json.array(List.copyOf(calls)));
        return json;
    }

    synchronized void clear() {
        calls.clear();
        wishes.clear();
        total = 0;
        effects = 0;
    }
}
