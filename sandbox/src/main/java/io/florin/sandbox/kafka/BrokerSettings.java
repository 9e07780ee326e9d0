package io.florin.sandbox.kafka;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the broker lives and what it may use.
 *
 * @param folder records, port and log of this broker; made when missing
 * @param port on 127.0.0.1; 0: the one of the last start if it is free, else the first free one
 * @param heapMebibytes of the process it has to itself
 * @param startTimeoutSeconds includes the recovery after a crash
 * @param stopTimeoutSeconds of an orderly stop; after that its process is killed
 * @param listeners further ones; {@code ./florin up} has none
 */
public record BrokerSettings(
        Path folder,
        int port,
        int heapMebibytes,
        int startTimeoutSeconds,
        int stopTimeoutSeconds,
        List<Listener> listeners) {
    private static final int SMALLEST_HEAP = 96;

    public BrokerSettings {
        folder = folder.toAbsolutePath().normalize();
        listeners = List.copyOf(listeners);
        within("port", port, 0, 65_535);
        within("heapMebibytes", heapMebibytes, SMALLEST_HEAP, 4_096);
        within("startTimeoutSeconds", startTimeoutSeconds, 1, 600);
        within("stopTimeoutSeconds", stopTimeoutSeconds, 1, 600);
    }

    /** The defaults of {@code ./florin up}, under its data folder. */
    public static BrokerSettings in(Path dataFolder) {
        return at(dataFolder.resolve("kafka"));
    }

    /** The same defaults in a folder of one's own. */
    public static BrokerSettings at(Path folder) {
        return new BrokerSettings(folder, 0, 192, 120, 20, List.of());
    }

    /** The same, on a stated port. */
    public BrokerSettings on(int port) {
        return with(port, listeners);
    }

    /** The same, with further listeners. */
    public BrokerSettings with(List<Listener> listeners) {
        return with(port, listeners);
    }

    private BrokerSettings with(int port, List<Listener> listeners) {
        return new BrokerSettings(
                folder, port, heapMebibytes, startTimeoutSeconds, stopTimeoutSeconds, listeners);
    }

    private static void within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "Kafka's %s is %d; make it %d to %d.".formatted(key, value, min, max));
        }
    }
}
