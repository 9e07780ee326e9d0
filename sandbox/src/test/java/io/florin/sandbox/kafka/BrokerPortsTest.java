package io.florin.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerPortsTest {
    @TempDir Path folder;

    private BrokerSettings settings(String name) throws IOException {
        return BrokerSettings.at(Files.createDirectories(folder.resolve(name)));
    }

    /** Neither listens yet: both ports are free as far as the machine can tell. */
    @Test
    void whoChoosesAtTheSameTimeGetsAnotherPort() throws IOException {
        try (var one = BrokerPorts.choose(settings("a"));
                var other = BrokerPorts.choose(settings("b"))) {
            assertThat(other.port()).isNotEqualTo(one.port());
        }
    }

    @Test
    void aPortThatWasLetGoIsKeptForTheNextStart() throws IOException {
        int port;
        try (var first = BrokerPorts.choose(settings("a"))) {
            port = first.port();
        }
        try (var again = BrokerPorts.choose(settings("a"))) {
            assertThat(again.port()).isEqualTo(port);
        }
    }
}
