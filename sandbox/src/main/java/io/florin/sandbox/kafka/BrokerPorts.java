package io.florin.sandbox.kafka;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which port clients find the broker at: stated, kept from the last start, or the first free. */
final class BrokerPorts {
    static final String HOST = "127.0.0.1";

    /** Below the range of outgoing connections. */
    private static final int FIRST = 19_092;

    private static final int COUNT = 100;

    private BrokerPorts() {}

    /** Chooses and keeps it for the next start. */
    static int choose(BrokerSettings settings) throws IOException {
        var port = settings.port() == 0 ? keptOrFirstFree(settings.folder()) : settings.port();
        if (!isFree(port)) {
            throw new CommandFailed(
                    "Port %d on %s is taken and Kafka needs it; end what uses it."
                            .formatted(port, HOST));
        }
        Files.writeString(file(settings.folder()), port + "\n");
        return port;
    }

    /** For what only the broker itself has to find. */
    static int anyFree() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static int keptOrFirstFree(Path folder) throws IOException {
        if (Files.exists(file(folder))) {
            var kept = Integer.parseInt(Files.readString(file(folder)).strip());
            if (isFree(kept)) return kept;
        }
        for (var port = FIRST; port < FIRST + COUNT; port++) {
            if (isFree(port)) return port;
        }
        throw new CommandFailed(
                "No port from %d to %d is free on %s for Kafka; end what uses them."
                        .formatted(FIRST, FIRST + COUNT - 1, HOST));
    }

    private static boolean isFree(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
            return socket.isBound();
        } catch (BindException _) {
            return false;
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("port");
    }
}
