package io.florin.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that echoes, and two callers who are known by where they call from. */
class ProxyTest {
    private static final InetAddress SERVER = address("127.0.0.1");
    private static final InetAddress ANN = address("127.0.0.2");
    private static final InetAddress BOB = address("127.0.0.3");
    private static final int SILENT_MILLIS = 300;

    private final Link anns = new Link("ann");
    private final Link bobs = new Link("bob");
    private ServerSocket server;
    private Proxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, SERVER);
        Thread.ofVirtual().start(this::serve);
        proxy =
                Proxy.start(
                        new InetSocketAddress(SERVER, 0),
                        new InetSocketAddress(SERVER, server.getLocalPort()),
                        caller -> caller.equals(ANN) ? anns : bobs);
    }

    @AfterEach
    void stop() throws IOException {
        anns.mend();
        bobs.mend();
        proxy.close();
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException e) {
                return; // The test is over.
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The caller is gone.
        }
    }

    @Test
    void whatIsSentComesBackAndTheEndDoesToo() throws IOException {
        try (var ann = call(ANN)) {
            say(ann, 7);
            assertThat(hear(ann)).isEqualTo(7);
            ann.shutdownOutput();
            assertThat(hear(ann)).isEqualTo(-1);
        }
    }

    @Test
    void aCutLinkIsSilentForItsCallerAloneAndLosesNothing() throws IOException {
        try (var ann = call(ANN);
                var bob = call(BOB)) {
            say(ann, 1);
            assertThat(hear(ann)).isEqualTo(1);
            anns.cut();
            say(ann, 2);
            say(bob, 3);
            assertThat(hear(bob)).isEqualTo(3);
            assertThat(isSilent(ann)).isTrue();
            assertThat(anns.held()).isOne();
            assertThat(bobs.held()).isZero();
            anns.mend();
            assertThat(hear(ann)).isEqualTo(2);
        }
    }

    @Test
    void whoCallsOverACutLinkIsNotRefused() throws IOException {
        anns.cut();
        try (var ann = call(ANN)) {
            say(ann, 1);
            assertThat(isSilent(ann)).isTrue();
            anns.mend();
            assertThat(hear(ann)).isEqualTo(1);
        }
    }

    @Test
    void aSlowLinkIsSlowBothWays() throws IOException {
        try (var ann = call(ANN)) {
            anns.slow(Duration.ofMillis(100));
            long began = System.nanoTime();
            say(ann, 1);
            assertThat(hear(ann)).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200));
            assertThat(anns.held()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aLossyLinkLosesNothingForGood() throws IOException {
        try (var ann = call(ANN)) {
            anns.lose(50, 1);
            long began = System.nanoTime();
            for (int i = 0; i < 6; i++) {
                say(ann, i);
                assertThat(hear(ann)).isEqualTo(i);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isGreaterThan(Duration.ofMillis(200));
            assertThat(anns.held()).isPositive();
        }
    }

    @Test
    void whoCallsAServerThatIsGoneIsHungUpOn() throws IOException {
        server.close();
        try (var ann = call(ANN)) {
            await().atMost(Duration.ofSeconds(5)).until(() -> isOver(ann));
        }
    }

    private static boolean isOver(Socket socket) {
        try {
            return hear(socket) == -1;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENT_MILLIS);
        try {
            hear(socket);
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(10_000);
        }
    }

    private Socket call(InetAddress from) throws IOException {
        var socket = new Socket(SERVER, proxy.port(), from, 0);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void say(Socket socket, int word) throws IOException {
        socket.getOutputStream().write(word);
    }

    private static int hear(Socket socket) throws IOException {
        return socket.getInputStream().read();
    }

    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
