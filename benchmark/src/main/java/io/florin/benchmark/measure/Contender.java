package io.florin.benchmark.measure;

import java.time.Duration;

/** Something that can be measured again and again. */
public interface Contender extends AutoCloseable {
    /** As it stands in the table. */
    String name();

    /** Runs for about this long after a warm-up of its own and says what came of it. */
    Sample run(Duration length);

    /** Frees what it holds between runs. */
    @Override
    default void close() {}
}
