package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.edge.trace.RequestTrace;
import io.florin.protocol.trace.Trace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A door is waited for, but not for ever. */
class PatienceTest {
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final int SECONDS = 20;

    private final Patience patience =
            new Patience(LIMIT, TestEdge.system(), TestEdge.system().executionContext());

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void whatIsThereAtOnceNeedsNoOtherThread() {
        var there = CompletableFuture.completedFuture("there");
        assertThat(patience.inTime(there)).isSameAs(there);
    }

    @Test
    void whatComesInTimeIsTheAnswer() throws Exception {
        var door = new CompletableFuture<String>();
        var answer = patience.inTime(door);
        door.complete("in time");
        assertThat(get(answer)).isEqualTo("in time");
    }

    @Test
    void whatFollowsAnAnswerDoesNotRunWhereItIsGiven() throws Exception {
        var door = new CompletableFuture<String>();
        var follows = patience.inTime(door).thenApply(_ -> Thread.currentThread());
        door.complete("from here");
        assertThat(get(follows)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void whatFollowsAnAnswerIsLoggedWithTheIdsOfWhoAsked() throws Exception {
        var door = new CompletableFuture<String>();
        var asker = new Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "00");
        var follows =
                RequestTrace.within(
                        asker,
                        () ->
                                patience.inTime(door)
                                        .thenApply(
                                                _ -> Optional.ofNullable(RequestTrace.ofThread())));
        assertThat(RequestTrace.ofThread()).isNull();
        door.complete("in time");
        assertThat(get(follows)).contains(asker);
    }

    @Test
    void silenceLastsTheLimitAndNoShorter() {
        long startNanos = System.nanoTime();
        var silent = patience.inTime(new CompletableFuture<String>());
        assertThatThrownBy(() -> get(silent)).hasCauseInstanceOf(TimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(LIMIT);
    }

    /** Looking through them begins again after a pause in which nothing was waited for. */
    @Test
    void everySilenceEnds() throws Exception {
        for (int round = 0; round < 3; round++) {
            var silences =
                    IntStream.range(0, 50)
                            .mapToObj(_ -> new CompletableFuture<String>())
                            .map(silent -> patience.orElse(silent, "otherwise"))
                            .toList();
            for (var silence : silences) assertThat(get(silence)).isEqualTo("otherwise");
        }
    }

    @Test
    void aFailureIsAFailureOrTheOtherValue() throws Exception {
        var failed = CompletableFuture.<String>failedFuture(new IllegalStateException("planted"));
        assertThat(get(patience.orElse(failed, "otherwise"))).isEqualTo("otherwise");
        var door = new CompletableFuture<String>();
        var answer = patience.inTime(door);
        door.completeExceptionally(new IllegalStateException("planted"));
        assertThatThrownBy(() -> get(answer))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAnswerThatIsLateChangesNothing() throws Exception {
        var door = new CompletableFuture<String>();
        var answer = patience.orElse(door, "otherwise");
        assertThat(get(answer)).isEqualTo("otherwise");
        door.complete("late");
        assertThat(get(answer)).isEqualTo("otherwise");
    }
}
