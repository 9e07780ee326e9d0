package io.florin.edge;

import io.florin.protocol.logging.LevelChange;
import io.florin.protocol.logging.LogLevel;
import io.florin.protocol.logging.LogLevels;
import io.florin.protocol.logging.LoggerSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two nodes, of which the second one is silent; what becomes of a change is for the test to say.
 */
final class FakeLogLevels implements LogLevels {
    final List<LevelChange> changes = new CopyOnWriteArrayList<>();

    volatile Map<String, Outcome> outcomes =
            Map.of("127.0.0.1:17355", Outcome.CHANGED, "127.0.0.2:17355", Outcome.SILENT);

    @Override
    public CompletionStage<Map<String, Outcome>> change(LevelChange change) {
        changes.add(change);
        return CompletableFuture.completedStage(new TreeMap<>(outcomes));
    }

    @Override
    public CompletionStage<Map<String, Optional<List<LoggerSetting>>>> all() {
        var nodes = new TreeMap<String, Optional<List<LoggerSetting>>>();
        var root = new LoggerSetting("ROOT", LogLevel.INFO, LogLevel.INFO, null);
        var changed = new LoggerSetting("io.florin", LogLevel.DEBUG, null, TestEdge.NOW);
        nodes.put("127.0.0.1:17355", Optional.of(List.of(root, changed)));
        nodes.put("127.0.0.2:17355", Optional.empty());
        return CompletableFuture.completedStage(nodes);
    }
}
