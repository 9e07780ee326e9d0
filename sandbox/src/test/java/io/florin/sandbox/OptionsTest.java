package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.node.membership.Role;
import io.florin.sandbox.node.NodeAddress.Ports;
import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    @Test
    void everyOptionIsRead() {
        var words =
                "--nodes 3 --port 1 --management-port 2 --remoting-port 3 --metrics-port 4 --data /d --fresh --digest x"
                        .split(" ", -1);
        assertThat(Options.parse(List.of(words)))
                .isEqualTo(
                        new Options(
                                List.of(ALL, ALL, ALL),
                                new Ports(1, 2, 3, 4),
                                Path.of("/d"),
                                true,
                                "x"));
    }

    @Test
    void eachNodeHasItsRoles() {
        assertThat(Options.parse(List.of("--roles", "wallet+session,worker,edge")).nodes())
                .containsExactly(
                        Set.of(Role.WALLET, Role.SESSION), Set.of(Role.WORKER), Set.of(Role.EDGE));
    }

    @Test
    void theDefaultsAreTheDocumentedPorts() {
        var options = Options.parse(List.of());
        assertThat(options.ports()).isEqualTo(new Ports(8080, 7626, 17_355, 9095));
        assertThat(options.data()).isAbsolute().endsWithRaw(Path.of(".florin"));
        assertThat(options.nodes()).containsExactly(ALL);
        assertThat(options.fresh()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port 0",
                "--port 65536",
                "--port -1",
                "--port 99999999999",
                "--nodes 10",
                "--roles",
                "--roles walet",
                "--roles wallet,,edge",
                "--roles wallet+",
                "--roles edge,edge,edge,edge,edge,edge,edge,edge,edge,edge",
                "--data",
                "--digest",
                "--prot 8080",
                "up"
            })
    void nonsenseIsOneSentence(String words) {
        assertThatThrownBy(() -> Options.parse(List.of(words.split(" ", -1))))
                .isInstanceOf(CommandFailed.class)
                .message()
                .endsWith(".");
    }
}
