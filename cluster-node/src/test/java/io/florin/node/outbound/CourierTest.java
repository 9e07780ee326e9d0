package io.florin.node.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.florin.node.outbound.Receipt.Answered;
import io.florin.node.outbound.Receipt.Silent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One request, one answer, whatever the other end does; on real sockets. */
@Timeout(20)
class CourierTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ServerSocket server;
    private final CompletableFuture<String> heard = new CompletableFuture<>();

    CourierTest() throws IOException {
        server = new ServerSocket(0, 10, LOOPBACK);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static OutboundSettings settings(boolean loopback) {
        var few =
                ConfigFactory.parseString(
                        "florin.webhook-endpoints { answer-millis = 500, connect-millis = 500,"
                                + " allow-loopback = "
                                + loopback
                                + " }");
        return OutboundSettings.from(few.withFallback(ConfigFactory.load()));
    }

    private static Courier courier(boolean loopback, Courier.Resolver resolver) {
        return new Courier(
                settings(loopback), resolver, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** Answers one request so; an empty answer is none. */
    private void answering(String answer) {
        Thread.ofVirtual()
                .start(() -> {
                    try (var socket = server.accept()) {
                        var in = socket.getInputStream();
                        var request = new StringBuilder();
                        while (request.indexOf("{}") < 0) request.append((char) in.read());
                        heard.complete(request.toString());
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                        socket.getOutputStream().flush();
                        if (answer.isEmpty()) in.read();
                    } catch (IOException e) {
                        heard.completeExceptionally(e);
                    }
                });
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    private Receipt post(String path) {
        return courier(true, Courier.Resolver.ofSystem())
                .post(url(path), Map.of("webhook-id", "m1"), "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theRequestIsAsItShouldBe() throws Exception {
        answering("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(post("/hook?a=b")).isEqualTo(new Answered(204, null));
        assertThat(heard.get(5, TimeUnit.SECONDS))
                .startsWith("POST /hook?a=b HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort())
                .contains("\r\nwebhook-id: m1\r\n", "\r\nContent-Length: 2\r\n")
                .endsWith("\r\n\r\n{}");
    }

    @Test
    void anAnswerIsReadToTheEndOfItsHead() {
        answering(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Busy\r\nretry-after:  7\r\n\r\n"
                        + "x".repeat(300_000));
        assertThat(post("")).isEqualTo(new Answered(503, Duration.ofSeconds(7)));
    }

    @Test
    void aRedirectIsNotFollowed() {
        answering("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n");
        assertThat(post("/")).isEqualTo(new Answered(302, null));
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                       timeout",
        "'HTTP/1.1 200 OK',                        answer_malformed",
        "'SSH-2.0-OpenSSH\r\n\r\n',                answer_malformed",
        "'HTTP/1.1 999 No\r\n\r\n',                answer_malformed"
    })
    void whatIsNoAnswerIsSaid(String answer, String code) {
        answering(answer);
        assertThat(post("/"))
                .isInstanceOfSatisfying(
                        Silent.class, silent -> assertThat(silent.code()).isEqualTo(code));
    }

    @Test
    void aHeadWithoutEndIsBounded() {
        answering("HTTP/1.1 200 OK\r\nx: " + "x".repeat(300_000));
        assertThat(post("/")).isInstanceOf(Silent.class);
    }

    /** One byte now and then would be in time each, and never end. */
    @Test
    void whoDripsIsNotWaitedFor() {
        Thread.ofVirtual()
                .start(() -> {
                    try (var socket = server.accept()) {
                        socket.setSoTimeout(100);
                        for (int i = 0; i < 100; i++) {
                            socket.getOutputStream().write('x');
                            drip(socket.getInputStream());
                        }
                    } catch (IOException e) {
                        heard.completeExceptionally(e);
                    }
                });
        long begin = System.nanoTime();
        assertThat(post("/")).isEqualTo(new Silent("timeout", "There was no answer in time."));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    /** Waits for as long as nothing comes. */
    private static void drip(java.io.InputStream in) throws IOException {
        try {
            while (in.read() >= 0) {
                // The request.
            }
        } catch (java.net.SocketTimeoutException _) {
            return;
        }
    }

    @Test
    void nobodyThereIsAFailure() throws IOException {
        server.close();
        assertThat(post("/"))
                .isInstanceOfSatisfying(
                        Silent.class,
                        silent -> assertThat(silent.code()).isEqualTo("connection_failed"));
    }

    /** Checked is what is connected to: a name that leads elsewhere the next time gets nowhere. */
    @Test
    void aNameIsAskedOnceForEachRequest() {
        var asked = new AtomicInteger();
        Courier.Resolver fickle =
                _ ->
                        asked.getAndIncrement() == 0
                                ? List.of(InetAddress.ofLiteral("192.0.2.1"), LOOPBACK)
                                : List.of(LOOPBACK);
        var courier = courier(false, fickle);
        var receipt = courier.post("https://fickle.example/", Map.of(), new byte[0]);
        assertThat(receipt)
                .isInstanceOfSatisfying(
                        Silent.class,
                        silent -> assertThat(silent.code()).isEqualTo("address_forbidden"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void oneForbiddenAddressAmongGoodOnesForbidsTheName() {
        Courier.Resolver both = _ -> List.of(InetAddress.ofLiteral("8.8.8.8"), LOOPBACK);
        assertThat(courier(false, both).mayTell("https://both.example/")).isFalse();
        assertThat(courier(true, both).mayTell("https://both.example/")).isTrue();
        Courier.Resolver none =
                host -> {
                    throw new UnknownHostException(host);
                };
        assertThat(courier(false, none).mayTell("https://none.example/")).isTrue();
    }

    @Test
    void withoutTlsThereIsNoSecureConnection() {
        answering("HTTP/1.1 200 OK\r\n\r\n");
        var receipt =
                courier(true, Courier.Resolver.ofSystem())
                        .post(url("/").replace("http:", "https:"), Map.of(), new byte[0]);
        assertThat(receipt).isInstanceOf(Silent.class);
    }
}
