package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.sandbox.chaos.Bounds;
import io.florin.sandbox.chaos.Kind;
import io.florin.sandbox.chaos.Plan;
import io.florin.sandbox.node.NodeAddress.Ports;
import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosOptionsTest {
    private static ChaosOptions parse(String words) {
        return ChaosOptions.parse(List.of(words.split(" ", -1)));
    }

    @Test
    void everyOptionIsRead() {
        var options =
                parse(
                        "--minutes 30 --seed 7 --faults 9 --only kill,pause --patience 8"
                                + " --bounds report"
                                + " --dry-run --port 1 --management-port 2 --remoting-port 3"
                                + " --metrics-port 4 --data /d");
        assertThat(options.plan())
                .isEqualTo(
                        new Plan(
                                7,
                                Set.of(Kind.KILL, Kind.PAUSE),
                                Duration.ofMinutes(30),
                                9,
                                Duration.ofSeconds(8),
                                Bounds.REPORT));
        assertThat(options.ports()).isEqualTo(new Ports(1, 2, 3, 4));
        assertThat(options.data()).isEqualTo(Path.of("/d"));
        assertThat(options.dryRun()).isTrue();
    }

    @Test
    void withoutOptionsItTakesFiveMinutesBesideARunningUp() {
        var options = ChaosOptions.parse(List.of());
        assertThat(options.plan().kinds()).isEqualTo(EnumSet.allOf(Kind.class));
        assertThat(options.plan().time()).isEqualTo(Duration.ofMinutes(5));
        assertThat(options.plan().patience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.plan().bounds()).isEqualTo(Bounds.STRICT);
        assertThat(options.ports().http()).isNotEqualTo(Ports.DEFAULT.http());
        assertThat(options.data()).isNull();
    }

    @Test
    void theCommandThatRepeatsARunNamesItsSeed() {
        assertThat(parse("--seed 7 --minutes 2").command())
                .isEqualTo("./florin chaos --seed 7 --minutes 2");
        var options = parse("--minutes 2");
        assertThat(options.command())
                .isEqualTo("./florin chaos --minutes 2 --seed " + options.plan().seed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--minutes",
                "--minutes 0",
                "--seed x",
                "--seed 99999999999",
                "--faults -1",
                "--only",
                "--only earthquake",
                "--only kill,",
                "--bounds",
                "--bounds none",
                "--nodes 3",
                "--fresh",
                "--digest x"
            })
    void nonsenseIsOneSentence(String words) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(CommandFailed.class)
                .message()
                .endsWith(".");
    }
}
