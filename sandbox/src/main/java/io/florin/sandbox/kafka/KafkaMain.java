package io.florin.sandbox.kafka;

import io.florin.sandbox.node.ParentWatch;
import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Path;

/**
 * What runs inside Kafka's process: the broker, and the look-out for its parent. It prints one
 * line, when it serves; everything else goes to standard error.
 */
final class KafkaMain {
    private static final int FAILED = 1;

    private KafkaMain() {}

    /** Takes the broker's folder and its port. */
    public static void main(String[] arguments) {
        ParentWatch.begin();
        var settings = BrokerSettings.at(Path.of(arguments[0])).on(Integer.parseInt(arguments[1]));
        try {
            var broker = KafkaBroker.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "end"));
            System.out.println(broker.address());
        } catch (CommandFailed e) {
            System.err.println(e.sentence());
            System.exit(FAILED);
        }
    }
}
