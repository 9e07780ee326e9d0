package io.florin.node.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequest.Kind;
import io.florin.protocol.request.MoneyRequest.State;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What was left behind is gone on with, page after page, from the oldest on and over again. */
class RequestSweeperTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final List<String> goneOnWith = new CopyOnWriteArrayList<>();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void pageAfterPageAndThenFromTheStart() {
        var sweeper = start(this::page, this::noted);
        await().until(() -> goneOnWith.size() >= 6);
        KIT.stop(sweeper);
        assertThat(goneOnWith.subList(0, 2)).containsExactlyInAnyOrder("a", "b");
        assertThat(goneOnWith.subList(2, 4)).containsExactly("c", "a");
    }

    @Test
    void oneThatFailsAndADatabaseThatIsAwayAreNotTheEnd() {
        var sweeper =
                start(
                        (after, limit) -> {
                            if (goneOnWith.size() == 2) {
                                goneOnWith.add("away");
                                throw new IllegalStateException("as told");
                            }
                            return page(after, limit);
                        },
                        request -> {
                            noted(request);
                            return CompletableFuture.failedStage(
                                    new IllegalStateException("as told"));
                        });
        await().until(() -> goneOnWith.size() >= 6);
        KIT.stop(sweeper);
        assertThat(goneOnWith.get(2)).isEqualTo("away");
        assertThat(goneOnWith.subList(3, 5)).containsExactlyInAnyOrder("a", "b");
    }

    private CompletionStage<Void> noted(MoneyRequest request) {
        goneOnWith.add(request.id());
        return CompletableFuture.completedStage(null);
    }

    private List<MoneyRequest> page(@Nullable MoneyRequest after, int limit) {
        return Stream.of("a", "b", "c")
                .filter(id -> after == null || id.compareTo(after.id()) > 0)
                .limit(limit)
                .map(RequestSweeperTest::accepted)
                .toList();
    }

    private static MoneyRequest accepted(String id) {
        var amount = new Money(new Asset("THB"), 1_000);
        return new MoneyRequest(
                "app",
                id,
                Kind.PAYMENT,
                State.ACCEPTED,
                "ann",
                "bob",
                amount,
                null,
                null,
                1,
                NOON,
                NOON,
                "bob",
                null);
    }

    private static ActorRef<RequestSweeper.Message> start(
            RequestSweeper.Finds finds, RequestSweeper.GoesOn goesOn) {
        var blocking = Executors.newVirtualThreadPerTaskExecutor();
        var settings = new RequestSweep(1, 1, 2);
        return KIT.spawn(
                RequestSweeper.create(new RequestSweeper.Tools(finds, goesOn, settings, blocking)));
    }
}
