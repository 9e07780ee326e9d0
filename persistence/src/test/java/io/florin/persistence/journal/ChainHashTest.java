package io.florin.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.journal.NewEvent.Extras;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The format of the hash is frozen: stored chains depend on it. */
class ChainHashTest {
    private final ChainHash chain = new ChainHash();

    /**
     * Goal: nobody changes the format unnoticed. Method: values computed by a Python script of five
     * lines from what the class's Javadoc says.
     */
    @Test
    void theFormatIsTheOneThatIsStored() {
        var first = chain.next(Hash.NONE, "w-1", event(1, "k", null, "hello"));
        var second = chain.next(first, "w-1", event(2, null, "r", ""));

        assertThat(first)
                .hasToString("975dff292c776e8100d7c52f2460b14e136c202a0a003d58069fe11575c132c0");
        assertThat(second)
                .hasToString("f4cb5b0987f1a7ee2db8fd97eec2f8e57ab57d8177dfff20a787e6b5583a0b51");
    }

    @Test
    void everyPartCounts() {
        var events =
                List.of(
                        event(1, "k", "r", "text"),
                        event(2, "k", "r", "text"),
                        event(1, "kr", "", "text"),
                        event(1, "k", null, "text"),
                        event(1, null, "k", "text"),
                        event(1, "", "k", "text"),
                        event(1, "k", "r", "texts"),
                        with("other", null, null),
                        with("1", "adapter", null),
                        with("1", null, new Serialized(1, "m", new byte[] {1})),
                        with("1", "adapter", new Serialized(1, "m", new byte[] {1})));
        var hashes = new HashSet<Hash>();
        events.forEach(event -> hashes.add(chain.next(Hash.NONE, "e", event)));
        hashes.add(chain.next(Hash.NONE, "e2", events.getFirst()));
        hashes.add(chain.next(hashes.iterator().next(), "e", events.getFirst()));

        assertThat(hashes).hasSize(events.size() + 2);
    }

    @Test
    void bigPartsAreHashedLikeSmallOnes() {
        var big = event(1, "k".repeat(500), "ก".repeat(500), "x".repeat(1_000_000));

        assertThat(chain.next(Hash.NONE, "e".repeat(20_000), big))
                .isEqualTo(new ChainHash().next(Hash.NONE, "e".repeat(20_000), big));
    }

    private static NewEvent event(
            long sequence, @Nullable String key, @Nullable String ref, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new NewEvent(sequence, new Serialized(7, "M1", bytes), key, ref, "w", null);
    }

    private static NewEvent with(
            String manifest, @Nullable String adapter, @Nullable Serialized metadata) {
        var extras = adapter == null && metadata == null ? null : new Extras(adapter, metadata);
        var payload = new Serialized(7, manifest, new byte[0]);
        return new NewEvent(1, payload, null, null, "w", extras);
    }
}
