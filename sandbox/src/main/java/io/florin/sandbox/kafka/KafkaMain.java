package io.florin.sandbox.kafka;

import io.florin.sandbox.node.ParentWatch;
import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What runs inside Kafka's process: the broker, and the look-out for its parent. It prints one
 * line, when it serves; everything else goes to standard error.
 *
 * <p>Ctrl-C reaches this process together with all others of the terminal. The nodes still need
 * Kafka then, so it goes on until its parent, which ends them first, lets go of it.
 */
final class KafkaMain {
    private static final int FAILED = 1;
    private static final long PARENT_LIMIT_SECONDS = 22;

    private KafkaMain() {}

    /** Takes the broker's folder, its port, and further listeners. */
    public static void main(String[] arguments) {
        var gone = ParentWatch.begin();
        var listeners = Arrays.stream(arguments).skip(2).map(Listener::of).toList();
        var settings =
                BrokerSettings.at(Path.of(arguments[0]))
                        .on(Integer.parseInt(arguments[1]))
                        .with(listeners);
        try {
            var broker = KafkaBroker.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(broker, gone), "end"));
            System.out.println(broker.address());
        } catch (CommandFailed e) {
            System.err.println(e.sentence());
            System.exit(FAILED);
        }
    }

    private static void end(KafkaBroker broker, CountDownLatch gone) {
        try {
            if (!gone.await(PARENT_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The parent lives on; Kafka was ended by somebody else.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        broker.close();
    }
}
