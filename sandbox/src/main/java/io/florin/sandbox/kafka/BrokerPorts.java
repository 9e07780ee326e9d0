package io.florin.sandbox.kafka;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which port clients find the broker at: stated, kept from the last start, or the first free. */
final class BrokerPorts {
    static final String HOST = "127.0.0.1";

    /** Below the range of outgoing connections. */
    private static final int FIRST = 19_092;

    private static final int COUNT = 100;

    private BrokerPorts() {}

    /** Chooses and keeps it for the next start. To be let go when the broker listens. */
    static ChosenPort choose(BrokerSettings settings) throws IOException {
        var chosen =
                settings.port() == 0 ? keptOrFirstFree(settings.folder()) : stated(settings.port());
        Files.writeString(file(settings.folder()), chosen.port() + "\n");
        return chosen;
    }

    private static ChosenPort stated(int port) throws IOException {
        if (isFree(port)) return ChosenPort.stated(port);
        throw new CommandFailed(
                "Port %d on %s is taken and Kafka needs it; end what uses it."
                        .formatted(port, HOST));
    }

    /** For what only the broker itself has to find. */
    static int anyFree() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static ChosenPort keptOrFirstFree(Path folder) throws IOException {
        if (Files.exists(file(folder))) {
            var kept = ifFree(Integer.parseInt(Files.readString(file(folder)).strip()));
            if (kept.isPresent()) return kept.get();
        }
        for (var port = FIRST; port < FIRST + COUNT; port++) {
            var free = ifFree(port);
            if (free.isPresent()) return free.get();
        }
        throw new CommandFailed(
                "No port from %d to %d is free on %s for Kafka; end what uses them."
                        .formatted(FIRST, FIRST + COUNT - 1, HOST));
    }

    private static Optional<ChosenPort> ifFree(int port) throws IOException {
        if (!isFree(port)) return Optional.empty();
        var chosen = ChosenPort.of(port);
        // Whoever had chosen it before has let it go, which is when their broker listens.
        if (chosen.isEmpty() || isFree(port)) return chosen;
        chosen.get().close();
        return Optional.empty();
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
