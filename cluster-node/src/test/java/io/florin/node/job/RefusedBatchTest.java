package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedBatchTest {
    private final Set<Integer> written = ConcurrentHashMap.newKeySet();
    private final List<Integer> refused = new CopyOnWriteArrayList<>();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "3", "0", "99", "0 99", "17 18 19 20", "5 50 51 98"})
    void whatIsRefusedIsFoundAndAllElseIsWritten(String poisonous) {
        var poison =
                poisonous.isEmpty()
                        ? List.<Integer>of()
                        : List.of(poisonous.split(" ")).stream().map(Integer::valueOf).toList();
        var allThere = new CountDownLatch(1);
        var writer =
                new BatchWriter<Integer>(
                        "test",
                        100,
                        (batch, _) -> {
                            hold(allThere);
                            if (batch.stream().anyMatch(poison::contains)) {
                                throw new IllegalArgumentException("Refused.");
                            }
                            written.addAll(batch);
                        },
                        refused::add);
        IntStream.range(0, 100).forEach(writer::add);
        allThere.countDown();
        await().atMost(Town.LIMIT).until(() -> written.size() + refused.size() == 100);
        assertThat(refused).containsExactlyInAnyOrderElementsOf(poison);
        assertThat(written).noneMatch(poison::contains);
        writer.stop();
    }

    @Test
    void whatFailsForTheMomentIsWrittenAgainAndWhole() {
        var tries = new CopyOnWriteArrayList<Boolean>();
        var writer =
                new BatchWriter<Integer>(
                        "test",
                        100,
                        (batch, again) -> {
                            tries.add(again);
                            if (!again) throw new IllegalStateException("No connection.");
                            written.addAll(batch);
                        },
                        refused::add);
        writer.add(1);
        await().atMost(Town.LIMIT).until(() -> written.contains(1));
        assertThat(tries).containsExactly(false, true);
        assertThat(refused).isEmpty();
        writer.stop();
    }

    private static void hold(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) throw new AssertionError("too late");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
