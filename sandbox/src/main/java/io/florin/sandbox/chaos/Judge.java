package io.florin.sandbox.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.florin.sandbox.chaos.Book.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares what was acknowledged with what the nodes say, when nobody asks for anything: every
 * answer is the same again, every job has ended, every wallet owns what it must, and the ledger
 * adds up with nothing under way.
 */
final class Judge {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int AT_ONCE = 16;
    private static final int FINDINGS_MAX = 20;

    private final Edges edges;
    private final Book book;
    private final List<String> wallets;
    private final Duration limit;
    private final List<String> findings = new ArrayList<>();

    /**
     * For one judgement.
     *
     * @param limit for each thing to come to rest
     */
    Judge(Edges edges, Book book, List<String> wallets, Duration limit) {
        this.edges = edges;
        this.book = book;
        this.wallets = List.copyOf(wallets);
        this.limit = limit;
    }

    /** What is wrong, the first first; nothing if all is in order. */
    List<String> findings() throws InterruptedException {
        var fresh = book.fresh();
        atOnce(fresh.stream().filter(entry -> entry.order().job() != null).toList(), this::job);
        atOnce(Stream.concat(fresh.stream(), book.sample().stream()).toList(), this::repeat);
        ledger(); // Until it is at rest a wallet may own what it shall, and a moment later more.
        atOnce(wallets, this::wallet);
        synchronized (findings) {
            return List.copyOf(findings);
        }
    }

    private <T> void atOnce(List<T> things, Function<T, Optional<String>> question)
            throws InterruptedException {
        Queue<T> queue = new ConcurrentLinkedQueue<>(things);
        var threads =
                IntStream.range(0, AT_ONCE)
                        .mapToObj(_ -> Thread.ofVirtual().start(() -> drain(queue, question)))
                        .toList();
        for (var thread : threads) {
            if (!thread.join(limit.multipliedBy(FINDINGS_MAX))) find("the judge has no answer");
        }
    }

    private <T> void drain(Queue<T> queue, Function<T, Optional<String>> question) {
        for (var thing = queue.poll(); thing != null; thing = queue.poll()) {
            try {
                question.apply(thing).ifPresent(this::find);
            } catch (RuntimeException e) {
                find("the judge cannot judge %s: %s".formatted(thing, e));
            }
            if (hasFoundEnough()) return;
        }
    }

    private void find(String what) {
        synchronized (findings) {
            if (findings.size() < FINDINGS_MAX) findings.add(what);
        }
    }

    private boolean hasFoundEnough() {
        synchronized (findings) {
            return findings.size() >= FINDINGS_MAX;
        }
    }

    private Optional<String> repeat(Entry entry) {
        var through = IntStream.rangeClosed(1, edges.nodes()).boxed().toList();
        var asking = new Asking(edges, new Tally(), through, PATIENCE);
        long began = System.nanoTime();
        var again =
                asking.untilFinal(
                        entry.order(),
                        entry.order().hashCode(),
                        () -> System.nanoTime() - began > limit.toNanos());
        if (again.filter(entry.answer()::isRepeatedBy).isPresent()) return Optional.empty();
        return Optional.of(
                "%s %s was acknowledged with %s and is now answered %s"
                        .formatted(
                                entry.order().path(),
                                entry.order().body(),
                                entry.answer(),
                                again.map(Answer::toString).orElse("not at all")));
    }

    private Optional<String> job(Entry entry) {
        if (entry.answer().status() != entry.order().expected()) return Optional.empty();
        var path =
                "/v1/jobs/%s?wallet=%s"
                        .formatted(entry.order().job(), entry.order().wallets().getFirst());
        var job = until(path, found -> isEnd(found.path("state").asText()));
        if (job.path("state").asText().equals("succeeded")) {
            book.succeeded(entry.order());
            return Optional.empty();
        }
        return Optional.of("%s was taken, and is now %s".formatted(path, job));
    }

    private static boolean isEnd(String state) {
        return state.equals("succeeded") || state.equals("dead") || state.equals("cancelled");
    }

    private Optional<String> wallet(String wallet) {
        long owned = book.owned(wallet);
        var path = "/v1/wallets/" + wallet + "?fresh=true";
        var found = until(path, json -> owns(json, owned));
        return owns(found, owned)
                ? Optional.empty()
                : Optional.of("%s must own %d and %s".formatted(wallet, owned, found));
    }

    private static boolean owns(JsonNode wallet, long owned) {
        var balance = wallet.at("/balances/0");
        return balance.path("posted").asLong(Long.MIN_VALUE) == owned
                && balance.path("available").asLong(Long.MIN_VALUE) == owned;
    }

    /** Each cut must add up; that nothing is under way may take a moment. */
    private void ledger() {
        var check =
                until(
                        "/v1/ledger/check",
                        found -> !found.path("ok").asBoolean(true) || isAtRest(found));
        if (!isAtRest(check)) find("the ledger: " + check);
    }

    private static boolean isAtRest(JsonNode check) {
        if (!check.path("ok").asBoolean() || check.path("assets").isEmpty()) return false;
        for (var asset : check.path("assets")) {
            if (asset.path("sum").asLong(-1) != 0 || asset.path("inFlight").asLong(-1) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The newest answer: as wanted, or what it was when the limit had passed. */
    private JsonNode until(String path, Predicate<JsonNode> isAsWanted) {
        long began = System.nanoTime();
        JsonNode newest = JSON.createObjectNode().put("answered", "not at all");
        for (int node = 0; System.nanoTime() - began < limit.toNanos(); node++) {
            try {
                var answer = edges.get(1 + node % edges.nodes(), path, PATIENCE);
                newest = parsed(answer);
                if (answer.status() == 200 && isAsWanted.test(newest)) return newest;
            } catch (IOException e) {
                newest = JSON.createObjectNode().put("answered", e.toString());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return newest;
    }

    private static JsonNode parsed(Answer answer) throws JsonProcessingException {
        return JSON.readTree(answer.body());
    }
}
