package io.florin.sandbox.kafka;

/**
 * One more way to the broker. Whoever begins on it is told by the broker to stay on it: to find the
 * broker where something else listens, and carries to this port what is said to it.
 *
 * @param host of both, on this machine
 * @param port where the broker listens
 * @param advertisedPort where whoever comes by it is told to find the broker
 */
public record Listener(String host, int port, int advertisedPort) {
    public Listener {
        if (!host.startsWith("127.")) {
            throw new IllegalArgumentException(
                    "Kafka's further listeners are on the loopback network, and %s is not."
                            .formatted(host));
        }
    }

    /** As {@link #word} has written it. */
    static Listener of(String word) {
        var parts = word.split(":", -1);
        return new Listener(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /** For a command line. */
    String word() {
        return "%s:%d:%d".formatted(host, port, advertisedPort);
    }

    String bound(String name) {
        return "%s://%s:%d".formatted(name, host, port);
    }

    String advertised(String name) {
        return "%s://%s:%d".formatted(name, host, advertisedPort);
    }
}
