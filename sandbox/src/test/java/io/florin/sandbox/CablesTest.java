package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.sandbox.kafka.Listener;
import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.postgres.Address;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CablesTest {
    private static final Address DATABASE = new Address(1, "florin", "secret");

    @TempDir Path data;

    /** Kafka refuses two listeners of one port, on whatever hosts. */
    @Test
    void eachNodeFindsTheBrokerAtItsOwnProxy() throws Exception {
        var ports = Place.in(data).ports();
        var nodes =
                IntStream.rangeClosed(1, 3)
                        .mapToObj(number -> NodeAddress.numbered(number, ports))
                        .toList();
        try (var cables = Cables.lay(nodes, DATABASE)) {
            var listeners = cables.brokerListeners();
            assertThat(listeners).hasSize(3).extracting(Listener::port).doesNotHaveDuplicates();
            for (int number = 1; number <= 3; number++) {
                var listener = listeners.get(number - 1);
                assertThat(cables.settings(number, DATABASE))
                        .containsEntry(
                                "florin.kafka.bootstrap-servers",
                                "127.0.0.%d:%d".formatted(number, listener.advertisedPort()));
                assertThat(listener.host()).isEqualTo("127.0.0." + number);
            }
        }
    }
}
