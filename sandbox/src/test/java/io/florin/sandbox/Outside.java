package io.florin.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The world outside the nodes of a {@link CrashNode}: the provider that jobs call, which counts
 * what it was asked for and what it did, and the one who kills a node at a step of a job.
 */
final class Outside implements AutoCloseable {
    private static final int MOST_HELD_SECONDS = 120;
    private static final int WATCH_MILLIS = 10;

    /** A run of a job has begun, or has come to the step at which its node was killed. */
    record Visit(String job, long pid, long nanos) {}

    /** What a node says with each of its requests. */
    private record Said(String job, String step, long pid) {
        static Said in(HttpExchange exchange) {
            var pairs =
                    Arrays.stream(exchange.getRequestURI().getQuery().split("&", -1))
                            .map(pair -> pair.split("=", 2))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            var step = pairs.getOrDefault("step", "");
            var job = pairs.getOrDefault("job", "");
            return new Said(job, step, Long.parseLong(pairs.getOrDefault("pid", "0")));
        }
    }

    private final HttpServer server;
    private final List<Visit> begun = new CopyOnWriteArrayList<>();
    private final List<Visit> killed = new CopyOnWriteArrayList<>();
    private final List<Visit> watching = new CopyOnWriteArrayList<>();
    private final Set<String> deadly = ConcurrentHashMap.newKeySet();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();

    private Outside(HttpServer server) {
        this.server = server;
    }

    static Outside open() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var outside = new Outside(HttpServer.create(address, 100));
        outside.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        outside.server.createContext("/begin", outside::begin);
        outside.server.createContext("/reached", outside::reached);
        outside.server.createContext("/call", outside::call);
        outside.server.createContext("/send", outside::send);
        outside.server.createContext("/sent", outside::sent);
        outside.server.createContext("/watch", outside::watch);
        outside.server.start();
        return outside;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The first node that comes to this step of the job is killed. */
    void killAt(String job, Step step) {
        deadly.add(job + " " + step.word());
    }

    /** Runs of the job go no further than their beginning. */
    void hold(String job) {
        held.put(job, new CountDownLatch(1));
    }

    void release(String job) {
        var latch = held.get(job);
        if (latch != null) latch.countDown();
    }

    private void begin(HttpExchange exchange) throws IOException {
        var said = Said.in(exchange);
        begun.add(new Visit(said.job, said.pid, System.nanoTime()));
        var latch = held.get(said.job);
        try {
            if (latch != null && !latch.await(MOST_HELD_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("held for too long: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(exchange, 204);
    }

    private void reached(HttpExchange exchange) throws IOException {
        var said = Said.in(exchange);
        if (deadly.remove(said.job + " " + said.step)) {
            kill(said);
            exchange.close();
        } else {
            answer(exchange, 204);
        }
    }

    private void kill(Said said) {
        killed.add(new Visit(said.job, said.pid, System.nanoTime()));
        ProcessHandle.of(said.pid).orElseThrow().destroyForcibly();
    }

    /** Of a provider with keys: a second call under the same key has no second effect. */
    private void call(HttpExchange exchange) throws IOException {
        var said = Said.in(exchange);
        count(calls, said.job).incrementAndGet();
        count(effects, said.job).set(1);
        answer(exchange, 204);
    }

    /** Of a provider without keys: every request moves money. */
    private void send(HttpExchange exchange) throws IOException {
        var said = Said.in(exchange);
        count(calls, said.job).incrementAndGet();
        count(effects, said.job).incrementAndGet();
        answer(exchange, 204);
    }

    private void sent(HttpExchange exchange) throws IOException {
        answer(exchange, effects(Said.in(exchange).job) > 0 ? 204 : 404);
    }

    /** A run that goes on until its job is released says so again and again. */
    private void watch(HttpExchange exchange) throws IOException {
        var said = Said.in(exchange);
        watching.add(new Visit(said.job, said.pid, System.nanoTime()));
        try {
            var latch = held.get(said.job);
            boolean isOver = latch == null || latch.await(WATCH_MILLIS, TimeUnit.MILLISECONDS);
            answer(exchange, isOver ? 204 : 404);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static AtomicInteger count(Map<String, AtomicInteger> counts, String job) {
        return counts.computeIfAbsent(job, _ -> new AtomicInteger());
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    int calls(String job) {
        return count(calls, job).get();
    }

    int effects(String job) {
        return count(effects, job).get();
    }

    /** The beginnings of all runs, in their order. */
    List<Visit> begun() {
        return List.copyOf(begun);
    }

    /** The beginnings of a job's runs, in their order. */
    List<Visit> begun(String job) {
        return begun.stream().filter(visit -> visit.job.equals(job)).toList();
    }

    /** When runs of the job in this process said that they go on. */
    List<Visit> watching(String job, long pid) {
        return watching.stream()
                .filter(visit -> visit.job.equals(job) && visit.pid == pid)
                .toList();
    }

    List<Visit> killed() {
        return List.copyOf(killed);
    }

    @Override
    public void close() {
        held.values().forEach(CountDownLatch::countDown);
        server.stop(0);
    }
}
