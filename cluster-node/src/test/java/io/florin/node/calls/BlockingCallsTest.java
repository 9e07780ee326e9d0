package io.florin.node.calls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BlockingCallsTest {
    @Test
    void oneTooManyFailsAtOnceAndAPlaceIsFreeAgainWhenOneEnds() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new BlockingCalls(threads, 2, "the.key");
            var gate = new CountDownLatch(1);
            var begun = new AtomicInteger();
            CompletionStage<Void> first = calls.run(() -> pass(gate, begun));
            CompletionStage<Void> second = calls.run(() -> pass(gate, begun));
            await().until(() -> begun.get() == 2);

            assertThatThrownBy(() -> now(calls.call(() -> 3)))
                    .hasRootCauseInstanceOf(RejectedExecutionException.class)
                    .hasRootCauseMessage("the.key are under way");
            gate.countDown();
            now(first);
            now(second);
            assertThat(now(calls.call(() -> 3))).isEqualTo(3);
        }
    }

    @Test
    void aFailureFreesItsPlace() throws Exception {
        var calls = new BlockingCalls(Runnable::run, 1, "the.key");
        for (int n = 0; n < 3; n++) {
            assertThatThrownBy(() -> now(calls.call(BlockingCallsTest::fail)))
                    .hasRootCauseMessage("on purpose");
        }
        assertThat(now(calls.call(() -> 1))).isOne();
    }

    @Test
    void anExecutorThatHasEndedFailsTheStage() {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        threads.shutdown();
        var calls = new BlockingCalls(threads, 1, "the.key");
        for (int n = 0; n < 3; n++) {
            assertThatThrownBy(() -> now(calls.call(() -> 1)))
                    .hasRootCauseInstanceOf(RejectedExecutionException.class)
                    .rootCause()
                    .hasMessageNotContaining("the.key");
        }
    }

    private static int fail() {
        throw new IllegalStateException("on purpose");
    }

    private static void pass(CountDownLatch gate, AtomicInteger begun) {
        begun.incrementAndGet();
        try {
            assertThat(gate.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T now(CompletionStage<T> answer) throws Exception {
        return answer.toCompletableFuture().get(10, SECONDS);
    }
}
