package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.sandbox.Client.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client who has jobs done for the money of one wallet, asking again under the same id, at any of
 * the edges, until they are taken, whatever happens to the nodes.
 */
final class Errands {
    static final String WALLET = "errands";
    static final long PRICE = 7;

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<Client> edges;
    private final Outside outside;
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean ending = new AtomicBoolean();
    private @Nullable Thread load;

    Errands(List<Client> edges, Outside outside) {
        this.edges = List.copyOf(edges);
        this.outside = outside;
    }

    void open() throws IOException {
        Traffic.open(edges.getFirst(), WALLET);
    }

    /** Returns when the job is taken. */
    void submit(String id, String kind, String key, @Nullable Step told) {
        var body =
                """
                {"id":"%s","queue":"%s","kind":"%s","key":"%s","payload":{"told":"%s"},
                 "price":{"wallet":"%s","asset":"USD","amount":%d}}
                """
                        .formatted(
                                id,
                                kind.equals(CrashNode.PAYOUT) ? "payment" : "ai",
                                kind,
                                key,
                                told == null ? "" : told.word(),
                                WALLET,
                                PRICE);
        var reply = repeated(client -> client.post("/v1/jobs", body));
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        taken.add(id);
    }

    @FunctionalInterface
    private interface Question {
        Reply ask(Client client) throws IOException;
    }

    /** Until an edge has a final answer. */
    private Reply repeated(Question question) {
        long begun = System.nanoTime();
        for (int i = 0; System.nanoTime() - begun < LIMIT.toNanos(); i++) {
            try {
                var reply = question.ask(edges.get(i % edges.size()));
                boolean isPending =
                        reply.status() == 202 && reply.body().contains("\"state\":\"pending\"");
                if (reply.status() < 500 && !isPending) return reply;
            } catch (IOException e) {
                // It is gone or silent: another one, or the same a little later.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("nobody has answered within " + LIMIT);
    }

    /** Has errands done, one after the other, under a handful of keys, until {@link #endLoad}. */
    void beginLoad(String name) {
        ending.set(false);
        load =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 0; !ending.get(); i++) {
                                var kind = i % 3 == 0 ? CrashNode.PAYOUT : CrashNode.ERRAND;
                                submit(name + "-" + i, kind, "key-" + i % 5, null);
                                LockSupport.parkNanos(PAUSE_NANOS);
                            }
                        });
    }

    void endLoad() throws InterruptedException {
        ending.set(true);
        if (load != null) assertThat(load.join(LIMIT)).as("the load has ended").isTrue();
    }

    int taken() {
        return taken.size();
    }

    String state(String id) {
        var path = "/v1/jobs/" + id + "?wallet=" + WALLET;
        return repeated(client -> client.get(path)).json().path("state").asText();
    }

    void awaitEnd(String id, Duration atMost) {
        await().alias("the end of " + id)
                .atMost(atMost)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> state(id), "succeeded"::equals);
    }

    /** Each job has ended well, once; each effect is one; each price was taken once. */
    void assertNothingIsLostOrTwice() {
        var jobs = List.copyOf(taken);
        jobs.forEach(job -> awaitEnd(job, LIMIT));
        assertThat(jobs).doesNotHaveDuplicates();
        assertThat(jobs).filteredOn(job -> outside.effects(job) != 1).isEmpty();
        var wallet = repeated(client -> client.get("/v1/wallets/" + WALLET + "?fresh=true"));
        var balance = wallet.json().at("/balances/0");
        assertThat(balance.get("posted").asLong())
                .as(wallet.body())
                .isEqualTo(Traffic.OPENING - jobs.size() * PRICE);
        assertThat(balance.get("available").asLong())
                .as(wallet.body())
                .isEqualTo(balance.get("posted").asLong());
        await().atMost(LIMIT).untilAsserted(this::assertBooksAreRight);
    }

    private void assertBooksAreRight() {
        var check = repeated(client -> client.get("/v1/ledger/check"));
        assertThat(check.status()).as(check.body()).isEqualTo(200);
        assertThat(check.json().get("ok").asBoolean()).as(check.body()).isTrue();
        assertThat(check.json().at("/assets/0/sum").asLong()).as(check.body()).isZero();
    }
}
