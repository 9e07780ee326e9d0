package io.florin.benchmark.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The process that calls the edge. Each line it reads is an order, {@code <port> <connections>
 * <millis> <file>}; each line of that file is a path, a tabulator and a header. It writes {@code
 * <answers> <nanoseconds>}, or {@code !} and what went wrong.
 */
public final class Generator {
    private record Order(int port, int connections, Duration length, List<byte[]> requests) {
        static Order parse(String line) throws IOException {
            String[] words = line.split(" ", 4);
            var requests =
                    Files.readAllLines(Path.of(words[3])).stream()
                            .map(request -> request.split("\t", 2))
                            .map(parts -> Connection.get(parts[0], parts[1]))
                            .toList();
            return new Order(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Duration.ofMillis(Long.parseLong(words[2])),
                    requests);
        }
    }

    private Generator() {}

    public static void main(String[] words) throws IOException {
        var orders = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        try (var lines = new BufferedReader(orders)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(carriedOut(line));
            }
        }
    }

    private static String carriedOut(String line) throws IOException {
        var order = Order.parse(line);
        long startNanos = System.nanoTime();
        long endNanos = startNanos + order.length().toNanos();
        try (var threads = Executors.newFixedThreadPool(order.connections())) {
            var callers =
                    IntStream.range(0, order.connections())
                            .mapToObj(n -> threads.submit(() -> call(order, n, endNanos)))
                            .toList();
            long answers = 0;
            for (Future<Long> caller : callers) answers += caller.get();
            return answers + " " + (System.nanoTime() - startNanos);
        } catch (ExecutionException e) {
            return "! " + e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "! interrupted";
        }
    }

    /** One connection; the callers begin at different requests of the list. */
    private static long call(Order order, int caller, long endNanos) throws IOException {
        var requests = order.requests();
        int next = (int) ((long) caller * requests.size() / order.connections());
        long answers = 0;
        try (var connection = new Connection(order.port())) {
            while (System.nanoTime() - endNanos < 0) {
                String status = connection.ask(requests.get(next));
                if (!status.startsWith("HTTP/1.1 200")) throw new IOException(status);
                next = (next + 1) % requests.size();
                answers++;
            }
        }
        return answers;
    }
}
