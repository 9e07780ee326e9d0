package io.florin.node.ai;

import io.florin.persistence.job.ModelAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps answers as the table does; ModelAnswerTableTest is about the table. */
final class MemoryAnswers implements Answers {
    private final Map<Long, ModelAnswer> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<ModelAnswer> find(long seq) {
        return Optional.ofNullable(kept.get(seq));
    }

    @Override
    public ModelAnswer keep(long seq, ModelAnswer answer) {
        var earlier = kept.putIfAbsent(seq, answer);
        return earlier == null ? answer : earlier;
    }

    @Override
    public void discard(long seq) {
        kept.remove(seq);
    }
}
