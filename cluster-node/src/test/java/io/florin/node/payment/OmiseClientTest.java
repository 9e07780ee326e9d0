package io.florin.node.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.florin.node.payment.PaymentSettings.Account;
import io.florin.node.payment.Trouble.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer says of whether a request was taken, whoever gave it. */
class OmiseClientTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private ExecutorService threads;
    private HttpServer server;
    private OmiseClient client;

    @BeforeEach
    void open() throws Exception {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        var base = URI.create("http://localhost:" + server.getAddress().getPort());
        client = new OmiseClient(new Account(base, "skey", 100, 200, null));
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Writes a body. */
    @FunctionalInterface
    private interface Body {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private void answers(int status, Body body) {
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(status, 0);
                        body.write(exchange.getResponseBody());
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private Kind kind() {
        var trouble =
                catchThrowableOfType(
                        Trouble.class, () -> client.post("/transfers", Map.of("amount", "1")));
        return trouble.kind();
    }

    @ParameterizedTest
    @CsvSource({
        "200, '',                               UNKNOWN",
        "200, 'null',                           UNKNOWN",
        "200, '[]',                             UNKNOWN",
        "200, '<html>',                         UNKNOWN",
        "302, '{\"code\":\"moved\"}',           UNKNOWN",
        "408, '{\"code\":\"timeout\"}',         UNKNOWN",
        "400, '{\"code\":\"invalid_amount\"}',  REFUSED",
        "404, '{\"code\":\"not_found\"}',       REFUSED",
        "400, '<html>',                         UNKNOWN",
        "400, '\"no\"',                         UNKNOWN",
        "401, '{\"code\":\"key\"}',             NOT_TAKEN",
        "429, '',                               NOT_TAKEN",
        "500, '{\"code\":\"failed\"}',          UNKNOWN",
        "503, '',                               UNKNOWN"
    })
    void onlyARefusalOfOmiseSaysThatNothingHasHappened(int status, String body, Kind kind) {
        answers(status, out -> out.write(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(kind()).isEqualTo(kind);
    }

    @Test
    void anAnswerWithoutEndIsNotReadForEver() {
        var much = new byte[1 << 16];
        answers(
                200,
                out -> {
                    for (int i = 0; i < 1_000; i++) out.write(much);
                });
        assertThat(kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() {
        answers(
                200,
                out -> {
                    out.write('{');
                    out.flush();
                    assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
                });
        assertThat(kind()).isEqualTo(Kind.UNKNOWN);
    }
}
