package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Done;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The edge on a real socket: what only the server itself can do right or wrong. */
class ServerTest {
    private final TestEdge fakes = new TestEdge();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpEdge edge = start(Map.of());

    private HttpEdge start(Map<String, Object> settings) {
        return TestEdge.now(
                HttpEdge.start(
                        TestEdge.system(),
                        TestEdge.settings(settings),
                        fakes.doors(),
                        TestEdge.sources()));
    }

    private void restart(Map<String, Object> settings) {
        TestEdge.now(edge.stop());
        edge = start(settings);
    }

    @AfterEach
    void stop() {
        client.close();
        TestEdge.now(edge.stop());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + edge.address().getPort() + path);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(
                request.header("X-Api-Key", TestEdge.OPERATOR_KEY).build(),
                BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aTransfer() throws Exception {
        fakes.wallets.replies(new Done(Samples.transfer(), true));
        var response =
                send(
                        HttpRequest.newBuilder(uri("/v1/transfers"))
                                .header("Content-Type", "application/json; charset=utf-8")
                                .header("Idempotency-Key", "k1")
                                .POST(BodyPublishers.ofString(Script.expanded("{$T}"))));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(text(response)).startsWith("{\"id\":\"t1\"");
        assertThat(response.headers().map())
                .containsEntry("location", List.of("/v1/transfers/t1?from=alice"))
                .containsEntry("idempotent-replayed", List.of("true"))
                .containsEntry("content-type", List.of("application/json"))
                .doesNotContainKey("server");
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        var response =
                send(
                        HttpRequest.newBuilder(uri("/health/live"))
                                .method("HEAD", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void bigAnswersArePackedForThoseWhoCanUnpackThem() throws Exception {
        var plain = send(HttpRequest.newBuilder(uri("/openapi.json")));
        var packed =
                send(
                        HttpRequest.newBuilder(uri("/openapi.json"))
                                .header("Accept-Encoding", "gzip"));
        var refused =
                send(
                        HttpRequest.newBuilder(uri("/openapi.json"))
                                .header("Accept-Encoding", "br, gzip;q=0"));
        var small =
                send(HttpRequest.newBuilder(uri("/health/live")).header("Accept-Encoding", "gzip"));
        assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(packed.body().length).isLessThan(plain.body().length / 4);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }
        assertThat(refused.body()).isEqualTo(plain.body());
        assertThat(small.headers().firstValue("content-encoding")).isEmpty();
    }

    @Test
    void aBodyWithoutALengthIsBoundedToo() throws Exception {
        var endless = new byte[200_000];
        var response =
                send(
                        HttpRequest.newBuilder(uri("/v1/wallets"))
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(endless))));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(text(response)).contains("body_too_large");
    }

    @Test
    void aBodyThatSaysItIsTooLongIsNotRead() throws Exception {
        var response =
                send(
                        HttpRequest.newBuilder(uri("/v1/wallets"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(new byte[200_000])));
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyInPiecesIsRead() throws Exception {
        var body = "{\"id\":\"w\",\"owner\":\"o\"}".getBytes(StandardCharsets.UTF_8);
        var response =
                send(
                        HttpRequest.newBuilder(uri("/v1/wallets"))
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(body))));
        assertThat(response.statusCode()).isEqualTo(202);
    }

    @Test
    void aBodyThatNeverComesIsNotWaitedFor() throws Exception {
        restart(Map.of("body-timeout-millis", 100));
        var answer =
                raw(
                        """
                        POST /v1/wallets HTTP/1.1
                        Host: localhost
                        X-Api-Key: %s
                        Content-Type: application/json
                        Content-Length: 100

                        {"owner":\
                        """
                                .formatted(TestEdge.OPERATOR_KEY));
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("json_malformed", "100 ms");
    }

    @Test
    void whatIsNotHttpIsAProblemToo() throws Exception {
        assertThat(raw("GET /v1/wallets/%zz HTTP/1.1\nHost: localhost\n\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/problem+json", "http_malformed", "nosniff");
        assertThat(raw("BREW /v1/wallets HTTP/1.1\nHost: localhost\n\n"))
                .startsWith("HTTP/1.1 501 ")
                .contains("application/problem+json");
        assertThat(raw("GET /" + "a".repeat(9_000) + " HTTP/1.1\nHost: localhost\n\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("application/problem+json");
    }

    /** The headers as the server parses and writes them. */
    @Test
    void aPageOfAnotherOriginAsksFirst() throws Exception {
        restart(Map.of("cors.allowed-origins", List.of("https://app.example")));
        var response =
                send(
                        HttpRequest.newBuilder(uri("/v1/transfers"))
                                .header("Origin", "https://app.example")
                                .header("Access-Control-Request-Method", "POST")
                                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().map())
                .containsEntry("access-control-allow-origin", List.of("https://app.example"))
                .containsEntry("vary", List.of("Origin"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
    }

    /** Sends the text with the line ends of HTTP, and reads until the server falls silent. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(edge.address(), 5_000);
            socket.setSoTimeout(5_000);
            var bytes = request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            var answer = new StringBuilder();
            var buffer = new byte[8_192];
            while (!answer.toString().contains("\"code\"")) {
                int read = socket.getInputStream().read(buffer);
                if (read < 0) break;
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
            return answer.toString();
        }
    }

    /** The bound counts requests under way; health is answered all the same. */
    @Test
    void tooManyRequestsUnderWay() throws Exception {
        restart(Map.of("max-in-flight-requests", 1));
        var asked = new Semaphore(0);
        var reply = new CompletableFuture<WalletReply>();
        fakes.wallets.onAsk =
                (_, _) -> {
                    asked.release();
                    return reply;
                };
        var first =
                client.sendAsync(
                        HttpRequest.newBuilder(uri("/v1/wallets/a"))
                                .header("X-Api-Key", TestEdge.OPERATOR_KEY)
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(asked.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        var second = send(HttpRequest.newBuilder(uri("/v1/wallets/a")));
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(text(second)).contains("\"code\":\"busy\"");
        assertThat(second.headers().firstValue("retry-after")).contains("1");
        assertThat(send(HttpRequest.newBuilder(uri("/health/live"))).statusCode()).isEqualTo(200);
        reply.complete(new Done(Samples.wallet(), false));
        assertThat(TestEdge.now(first).statusCode()).isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(uri("/v1/wallets/a"))).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyOfAMegabyteIsNotRead() throws Exception {
        var request = HttpRequest.newBuilder(uri("/v1/wallets/a"));
        assertThat(send(request.header("X-Api-Key", "k".repeat(1 << 20))).statusCode())
                .isBetween(400, 499);
        assertThat(fakes.keys.looked).isEmpty();
    }

    @Test
    void aTakenPortIsOneSentence() {
        int port = edge.address().getPort();
        assertThatThrownBy(() -> start(Map.of("port", port)))
                .rootCause()
                .isInstanceOf(java.net.BindException.class);
        assertThatThrownBy(() -> start(Map.of("port", port)))
                .cause()
                .cause()
                .isInstanceOf(EdgeNotStarted.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("florin.http.port");
    }

    /** What is under way when the edge stops is answered, however closely the two meet. */
    @RepeatedTest(20)
    void stoppingLosesNoRequest() throws Exception {
        var asked = new Semaphore(0);
        var reply = new CompletableFuture<WalletReply>();
        fakes.wallets.onAsk =
                (_, _) -> {
                    asked.release();
                    return reply;
                };
        var underWay =
                client.sendAsync(
                        HttpRequest.newBuilder(uri("/v1/wallets/a"))
                                .header("X-Api-Key", TestEdge.OPERATOR_KEY)
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(asked.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        var stopped = edge.stop();
        reply.complete(new Done(Samples.wallet(), false));
        assertThat(TestEdge.now(underWay).statusCode()).isEqualTo(200);
        TestEdge.now(stopped);
        assertThatThrownBy(() -> send(HttpRequest.newBuilder(uri("/health/live"))))
                .isInstanceOf(IOException.class);
    }
}
