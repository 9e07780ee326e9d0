package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages on a real socket: those that never end, and those that never come. */
class WebhookServerTest {
    private static final int BODY_TIMEOUT_MILLIS = 200;

    private final TestEdge fakes = new TestEdge();
    private final HttpEdge edge = start();

    private HttpEdge start() {
        var settings = new HashMap<>(WebhookEdge.SETTINGS);
        settings.put("body-timeout-millis", BODY_TIMEOUT_MILLIS);
        return TestEdge.now(
                HttpEdge.start(
                        TestEdge.system(),
                        TestEdge.settings(settings),
                        fakes.doors(),
                        TestEdge.sources()));
    }

    @AfterEach
    void stop() {
        TestEdge.now(edge.stop());
        assertThat(fakes.webhooks.stored).isEmpty();
    }

    @Test
    void aMessageThatDoesNotComeIsNotWaitedFor() throws Exception {
        assertThat(answer("Content-Length: 100\r\n\r\n{\"id\":"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"body_incomplete\"", BODY_TIMEOUT_MILLIS + " ms");
    }

    @Test
    void aMessageInPiecesThatDoesNotEndIsNotWaitedFor() throws Exception {
        assertThat(answer("Transfer-Encoding: chunked\r\n\r\n3\r\n{\"i\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"body_incomplete\"");
    }

    @Test
    void aMessageThatSaysItIsTooLongIsNotRead() throws Exception {
        assertThat(answer("Content-Length: 262145\r\n\r\n{"))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"body_too_large\"");
    }

    @Test
    void aMessageWithoutALengthIsBoundedToo() throws Exception {
        var chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
        assertThat(answer("Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5)))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"body_too_large\"");
    }

    @Test
    void aMessageOfNothingIsNotSigned() throws Exception {
        assertThat(answer("Content-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ")
                .contains("\"code\":\"webhook_signature_missing\"");
    }

    /** Sends what comes after the first headers, and reads the answer up to its code. */
    private String answer(String rest) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(edge.address(), 5_000);
            socket.setSoTimeout(10_000);
            var request = "POST /webhooks/stripe HTTP/1.1\r\nHost: localhost\r\n" + rest;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
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
}
