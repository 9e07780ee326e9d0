package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.protocol.job.Priority;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places(3);
    private final List<String> served = new CopyOnWriteArrayList<>();

    @Test
    void asManyAreTakenAsThereAre() throws InterruptedException {
        assertThat(places.take(Priority.NORMAL, 2)).isEqualTo(2);
        assertThat(places.take(Priority.LOW, 5)).isEqualTo(1);
        assertThat(places.taken()).isEqualTo(3);
    }

    @Test
    void whoWaitsWithAHigherPriorityIsServedFirst() throws InterruptedException {
        assertThat(places.take(Priority.NORMAL, 3)).isEqualTo(3);
        var low = waiting(Priority.LOW);
        var high = waiting(Priority.HIGH);
        await().until(() ->
                low.getState() == Thread.State.WAITING && high.getState() == Thread.State.WAITING);

        places.give(1);
        await().until(() -> served.size() == 1);
        places.give(1);
        await().until(() -> served.size() == 2);
        assertThat(served).containsExactly("HIGH 1", "LOW 1");
    }

    @Test
    void whoWaitsForPlacesThatAreGivenNoMoreGetsNone() throws InterruptedException {
        assertThat(places.take(Priority.NORMAL, 3)).isEqualTo(3);
        var waiting = waiting(Priority.LOW);
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        places.close();
        await().until(() -> served.equals(List.of("LOW 0")));
        assertThat(places.take(Priority.HIGH, 1)).isZero();
    }

    @Test
    void whoTakesWhatIsFreeWaitsForNothing() throws InterruptedException {
        assertThat(places.take(Priority.NORMAL, 1)).isEqualTo(1);
        assertThat(places.takeFree(Priority.LOW, 5)).isEqualTo(2);
        assertThat(places.takeFree(Priority.LOW, 5)).isZero();
        places.give(1);
        places.close();
        assertThat(places.takeFree(Priority.LOW, 1)).isZero();
    }

    @Test
    void nobodyTakesAFreePlaceBeforeWhoWaitsWithAHigherPriority() throws InterruptedException {
        assertThat(places.take(Priority.NORMAL, 3)).isEqualTo(3);
        var normal = waiting(Priority.NORMAL);
        await().until(() -> normal.getState() == Thread.State.WAITING);
        synchronized (places) { // Who waits cannot take it yet.
            places.give(2);
            assertThat(places.takeFree(Priority.LOW, 1)).isZero();
            assertThat(places.takeFree(Priority.HIGH, 1)).isOne();
        }
        await().until(() -> served.equals(List.of("NORMAL 1")));
    }

    private Thread waiting(Priority priority) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        served.add(priority + " " + places.take(priority, 2));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
