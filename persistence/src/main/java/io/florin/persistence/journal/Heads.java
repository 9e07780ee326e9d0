package io.florin.persistence.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this node remembers of its most recently used entities: the last event it knows to be
 * stored, and the first one of its own that it knows not to be. Thread-safe.
 *
 * <p>Remembering wrongly is harmless for what is stored, because the table's keys decide; it would
 * only break the chain of hashes. So a head moves forward only: stored events do not change, unless
 * all of them are deleted.
 */
final class Heads {
    /** An entity's last stored event; number 0 and no hash if it has none. */
    record Head(long sequence, Hash hash) {
        static final Head EMPTY = new Head(0, Hash.NONE);
    }

    /**
     * @param head null if not known
     * @param lost the number of the earliest write that failed since the last replay; 0 if none
     */
    private record Memory(@Nullable Head head, long lost) {}

    private final Map<String, Memory> memories;

    Heads(int entitiesMax) {
        memories =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Memory> eldest) {
                        return size() > entitiesMax;
                    }
                };
    }

    synchronized @Nullable Head known(String entity) {
        var memory = memories.get(entity);
        return memory == null ? null : memory.head();
    }

    /**
     * Whether an earlier write than this one failed and the entity has not recovered since. Its
     * state may contain what was not stored, so nothing it decided afterwards may be stored either.
     */
    synchronized boolean isBehindFailure(String entity, long firstSequence) {
        var memory = memories.get(entity);
        return memory != null && memory.lost() != 0 && firstSequence > memory.lost();
    }

    synchronized void stored(String entity, Head head) {
        memories.put(entity, new Memory(head, 0));
    }

    synchronized void failed(String entity, long firstSequence) {
        var memory = memories.get(entity);
        if (memory == null) {
            memories.put(entity, new Memory(null, firstSequence));
        } else if (memory.lost() == 0 || firstSequence < memory.lost()) {
            memories.put(entity, new Memory(memory.head(), firstSequence));
        }
    }

    /**
     * The entity recovers from this head, read after all its writes here were settled. One further
     * on that is known is of another incarnation, or of a history that was deleted whole: the next
     * write asks the table.
     */
    synchronized void recovered(String entity, Head head) {
        var memory = memories.get(entity);
        var known = memory == null ? null : memory.head();
        boolean ahead = known != null && known.sequence() > head.sequence();
        memories.put(entity, new Memory(ahead ? null : head, 0));
    }

    /** The head was looked up on the way to a write. */
    synchronized void found(String entity, Head head) {
        var memory = memories.get(entity);
        if (memory == null) {
            memories.put(entity, new Memory(head, 0));
            return;
        }
        var known = memory.head();
        var newest = known != null && known.sequence() > head.sequence() ? known : head;
        memories.put(entity, new Memory(newest, memory.lost()));
    }
}
