package io.florin.persistence.journal;

/** Is told of every statement that has stored something, by the writer itself: it must not wait. */
@FunctionalInterface
public interface BatchWatch {
    void stored(int events, long nanos);
}
