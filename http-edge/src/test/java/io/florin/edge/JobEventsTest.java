package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.job.JobState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of a job on a real socket: live, after a break, and to those who do not read. */
class JobEventsTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String J1 = "/v1/jobs/j1/events";

    private final TestEdge fakes = new TestEdge();
    private final List<Client> clients = new ArrayList<>();
    private HttpEdge edge = start(Map.of());

    private HttpEdge start(Map<String, Object> settings) {
        var system = TestEdge.system();
        var all = TestEdge.settings(settings);
        return TestEdge.now(HttpEdge.start(system, all, fakes.doors(), TestEdge.sources()));
    }

    private void restart(Map<String, Object> settings) {
        TestEdge.now(edge.stop());
        edge = start(settings);
    }

    @BeforeEach
    void aJob() {
        fakes.jobs.put(JobSamples.job("j1", JobState.QUEUED, true));
    }

    @AfterEach
    void stop() throws IOException {
        for (var client : clients) client.socket.close();
        TestEdge.now(edge.stop());
    }

    /** Somebody at the other end of a socket, who reads lines. */
    private static final class Client {
        final Socket socket = new Socket();
        private final BufferedReader lines;

        Client(HttpEdge edge, String path, String... headers) throws IOException {
            socket.setReceiveBufferSize(4_096);
            socket.connect(edge.address(), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Host: florin"));
            for (var header : TestEdge.parsed(headers)) {
                lines.add(header.name() + ": " + header.value());
            }
            var request = String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
            this.lines = new BufferedReader(in);
        }

        /** The next line that begins so; the socket's time-out is the bound. */
        String next(String beginning) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(beginning)) line = lines.readLine();
            return Objects.requireNonNull(line, "The connection ended before " + beginning);
        }

        /** {@code 1 queued}: the next event's id and its job's state. */
        String event() throws IOException {
            var id = next("id: ").substring("id: ".length());
            assertThat(lines.readLine()).isEqualTo("event: state");
            var data = lines.readLine();
            assertThat(data).startsWith("data: {\"id\":\"j1\",");
            return id + " " + data.replaceAll(".*?\"state\":\"(\\w+)\".*", "$1");
        }

        /** The end of a chunked answer. */
        void isOver() throws IOException {
            assertThat(next("0")).isEqualTo("0");
        }
    }

    private Client client(String path, String... headers) throws IOException {
        var client = new Client(edge, path, headers);
        clients.add(client);
        return client;
    }

    private void move(JobState state) {
        fakes.jobs.move("j1", JobSamples.to(state));
    }

    private static void eventually(BooleanSupplier holds) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofMillis(PATIENCE_MILLIS))
                .until(holds::getAsBoolean);
    }

    @Test
    void aJobIsFollowedUntilItHasEnded() throws Exception {
        var client = client(J1);
        assertThat(client.next("HTTP")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(client.next("Content-Type")).isEqualTo("Content-Type: text/event-stream");
        assertThat(client.next("retry")).isEqualTo("retry: 2000");
        assertThat(client.event()).isEqualTo("1 queued");
        move(JobState.RUNNING);
        assertThat(client.event()).isEqualTo("2 running");
        move(JobState.SETTLING);
        assertThat(client.event()).isEqualTo("3 settling");
        move(JobState.SUCCEEDED);
        assertThat(client.event()).isEqualTo("4 succeeded");
        client.isOver();
        eventually(() -> edge.openStreams() == 0);
    }

    @Test
    void whoComesBackIsShownWhatCameMeanwhile() throws Exception {
        try (var first = client(J1).socket) {
            assertThat(first.isConnected()).isTrue();
        }
        move(JobState.RUNNING);
        var second = client(J1, "Last-Event-ID: 1");
        assertThat(second.event()).isEqualTo("2 running");
        second.socket.close();
        var third = client(J1, "Last-Event-ID: 2");
        assertThat(third.next("retry")).isEqualTo("retry: 2000");
        move(JobState.SUCCEEDED);
        assertThat(third.event()).as("nothing twice").isEqualTo("3 succeeded");
        third.isOver();
        var fourth = client(J1, "Last-Event-ID: 3");
        assertThat(fourth.next("HTTP")).as("do not come back").isEqualTo("HTTP/1.1 204 No Content");
        var stranger = client(J1, "Last-Event-ID: 99");
        assertThat(stranger.event()).isEqualTo("3 succeeded");
        assertThat(client(J1, "Last-Event-ID: x").next("HTTP")).contains("400");
        assertThat(client("/v1/jobs/none/events").next("HTTP")).contains("404");
    }

    @Test
    void silenceIsFilledWithSignsOfLife() throws Exception {
        restart(Map.of("streams.beat-millis", 50));
        var client = client(J1);
        assertThat(client.event()).isEqualTo("1 queued");
        assertThat(client.next(":")).isEqualTo(":");
        assertThat(client.next(":")).isEqualTo(":");
        move(JobState.DEAD);
        assertThat(client.event()).isEqualTo("2 dead");
    }

    @Test
    void itIsOverAfterAWhileHoweverLongTheJobTakes() throws Exception {
        restart(Map.of("streams.life-millis", 300, "streams.beat-millis", 50));
        var client = client(J1);
        assertThat(client.event()).isEqualTo("1 queued");
        client.isOver();
        eventually(() -> edge.openStreams() == 0);
    }

    @Test
    void aDoorThatFailsEndsItSoThatClientsComeBack() throws Exception {
        var client = client(J1);
        assertThat(client.event()).isEqualTo("1 queued");
        fakes.jobs.failure = new IllegalStateException("planted");
        move(JobState.RUNNING);
        client.isOver();
    }

    @Test
    void soManyAreOpenAndNoMore() throws Exception {
        restart(Map.of("streams.max-per-caller", 2, "streams.max", 3));
        var first = client(J1);
        first.event();
        client(J1).event();
        assertThat(client(J1).next("HTTP")).contains("429");
        var service = "X-Api-Key: " + TestEdge.SERVICE_KEY;
        assertThat(client(J1, service).next("HTTP")).contains("200");
        assertThat(client(J1, service).next("HTTP")).contains("503");
        move(JobState.SUCCEEDED);
        first.isOver();
        eventually(() -> edge.openStreams() == 0);
        assertThat(client(J1).next("HTTP")).contains("200");
    }

    /** It takes nothing: the edge keeps nothing for it, asks for nothing more, and hangs up. */
    @Test
    void whoNeverReadsIsDropped() throws Exception {
        restart(Map.of("streams.slow-millis", 500));
        fakes.jobs.put(JobSamples.large("big", 60_000));
        var client = client("/v1/jobs/big/events");
        eventually(() -> edge.openStreams() == 1);
        var moves = new AtomicLong();
        eventually(() -> {
            for (int i = 0; i < 10; i++) fakes.jobs.move("big", JobSamples.to(JobState.RUNNING));
            moves.addAndGet(10);
            return edge.openStreams() == 0;
        });
        assertThat(client.socket.isConnected()).isTrue();
        assertThat(moves.get()).isPositive();
    }

    /** A stream is no request under way: it does not hold up the end. */
    @Test
    void anEdgeThatStopsEndsThem() throws Exception {
        var client = client(J1);
        assertThat(client.event()).isEqualTo("1 queued");
        var stopped = edge.stop();
        client.isOver();
        TestEdge.now(stopped);
        edge = start(Map.of());
    }
}
