package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many jobs at once, and how soon one begins. */
class OrderTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Outcome DONE = new Outcome.Succeeded("{}");
    private static volatile JobHandler handler = _ -> DONE;
    private static Town town;
    private static WorkNode node;

    @BeforeAll
    static void open() {
        town = new Town(POSTGRES);
        var wallets = Town.richWallets(new CopyOnWriteArrayList<>());
        node = new WorkNode(POSTGRES, wallets, run -> handler.run(run));
        node.join(node);
        town.awaitState(town.submit(node, "noop", null), JobState.SUCCEEDED);
    }

    @AfterAll
    static void close() {
        node.close();
        town.close();
    }

    @Test
    void fromCommitToHandlerItTakesMilliseconds() throws InterruptedException {
        var begun = new SynchronousQueue<Long>();
        handler =
                _ -> {
                    begun.put(System.nanoTime());
                    return DONE;
                };
        var micros = new ArrayList<Long>();
        for (int i = 0; i < 400; i++) {
            var written = town.write("noop", null, null);
            long from = System.nanoTime();
            node.workers().wakes().wake(List.of(Objects.requireNonNull(written.due())));
            long at = Objects.requireNonNull(begun.poll(30, TimeUnit.SECONDS));
            if (i >= 100) micros.add((at - from) / 1_000);
        }
        Collections.sort(micros);
        System.out.printf(
                "commit -> handler: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                micros.get(150) / 1e3, micros.get(297) / 1e3, micros.getLast() / 1e3);
        assertThat(micros.get(150)).isLessThan(100_000);
    }

    @Test
    void jobsOfAKeyRunOneAtATimeInTheirOrderAndKeysBesideEachOther() {
        var order = new ConcurrentHashMap<String, List<Long>>();
        var running = new ConcurrentHashMap<String, AtomicInteger>();
        var together = new AtomicInteger();
        var most = new AtomicInteger();
        var overlaps = new AtomicInteger();
        var pause = new CountDownLatch(1);
        handler =
                run -> {
                    var key = Objects.requireNonNull(run.claim().job().spec().key());
                    var mine = running.computeIfAbsent(key, _ -> new AtomicInteger());
                    if (mine.incrementAndGet() > 1) overlaps.incrementAndGet();
                    most.accumulateAndGet(together.incrementAndGet(), Math::max);
                    order.computeIfAbsent(key, _ -> new CopyOnWriteArrayList<>())
                            .add(run.claim().fence().seq());
                    pause.await(20, TimeUnit.MILLISECONDS);
                    together.decrementAndGet();
                    mine.decrementAndGet();
                    return DONE;
                };
        var ids = new ArrayList<JobId>();
        for (int i = 0; i < 80; i++) ids.add(town.submit(node, "keyed", "k" + i % 8));
        town.awaitAll(ids, JobState.SUCCEEDED);

        assertThat(overlaps).hasValue(0);
        assertThat(order)
                .hasSize(8)
                .allSatisfy((_, seqs) -> assertThat(seqs).isSorted().hasSize(10));
        // More than there are partitions.
        assertThat(most.get()).isGreaterThan(2);
    }

    @Test
    void limitsAreNeverExceeded() {
        var all = new AtomicInteger();
        var most = new AtomicInteger();
        var ofKey = new ConcurrentHashMap<String, AtomicInteger>();
        var mostOfKey = new AtomicInteger();
        handler =
                run -> {
                    var spec = run.claim().job().spec();
                    boolean isLimited = spec.kind().equals("limited");
                    var counter =
                            ofKey.computeIfAbsent(
                                    spec.kind() + spec.key(), _ -> new AtomicInteger());
                    if (isLimited) most.accumulateAndGet(all.incrementAndGet(), Math::max);
                    if (!isLimited)
                        mostOfKey.accumulateAndGet(counter.incrementAndGet(), Math::max);
                    new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
                    if (isLimited) all.decrementAndGet();
                    if (!isLimited) counter.decrementAndGet();
                    return DONE;
                };
        var ids = new ArrayList<JobId>();
        for (int i = 0; i < 60; i++) {
            ids.add(town.submit(node, "limited", null));
            ids.add(town.submit(node, "per_key", "k" + i % 3));
        }
        town.awaitAll(ids, JobState.SUCCEEDED);
        assertThat(most).hasValue(3);
        assertThat(mostOfKey).hasValue(2);
    }
}
