package io.florin.protocol.journal;

/** What can be asked of one entity's stored names: which event has this name? */
public sealed interface NameQuery {
    record Key(String key) implements NameQuery {}

    record Ref(String ref) implements NameQuery {}

    /** The events whose ref begins with the prefix: at most {@code limit}, by ref. */
    record RefPrefix(String prefix, int limit, Order order) implements NameQuery {}

    /** In which order of their refs (by bytes) the events of a prefix come. */
    enum Order {
        SMALLEST_FIRST,
        LARGEST_FIRST
    }
}
