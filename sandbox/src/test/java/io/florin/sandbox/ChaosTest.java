package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./florin chaos}: one seed, some faults, three real nodes. */
class ChaosTest {
    private static final String SEED = "3";

    /** What others take over, and what all wait for. */
    private static final String KINDS = "kill,database-crash";

    /** Of a run of two faults on a busy machine. */
    private static final Duration LIMIT = Duration.ofMinutes(8);

    @TempDir Path data;

    private List<String> words(String... more) throws Exception {
        var words = new ArrayList<>(Place.in(data).up(more));
        words.set(0, "chaos");
        // This machine does other things meanwhile; what took too long is on the lines above.
        words.addAll(List.of("--bounds", "report"));
        return words;
    }

    @Test
    void afterEachFaultEverythingIsInOrder() throws Exception {
        var words = words("--seed", SEED, "--faults", "2", "--only", KINDS);
        try (var chaos = Command.run(Florin.class, words)) {
            int status = chaos.awaitEnd(LIMIT);
            chaos.lines().forEach(System.out::println);
            assertThat(status).as(String.join("\n", chaos.lines())).isZero();
            assertThat(chaos.lines())
                    .filteredOn(line -> line.startsWith("#"))
                    .hasSize(2)
                    .allMatch(line -> line.contains(" ms  in order"));
            assertThat(chaos.lines()).contains("All in order; the seed was " + SEED + ".");
        }
    }

    @Test
    void nodesThatDoMoreThanTheyWereAskedForAreFound() throws Exception {
        var words = words("--seed", SEED, "--faults", "1", "--only", "sessions-ended");
        words.addAll(List.of("--patience", "15"));
        try (var chaos = Command.run(GenerousFlorin.class, words)) {
            int status = chaos.awaitEnd(LIMIT);
            var said = String.join("\n", chaos.lines());
            assertThat(status).as(said).isEqualTo(1);
            assertThat(said)
                    .contains("not in order: chaos-")
                    .contains("Seed " + SEED + " is RED")
                    .contains("again: ./florin " + String.join(" ", words));
        }
    }

    @Test
    void aPlanIsPrintedAndIsTheSameEachTime() throws Exception {
        var words = List.of("chaos", "--dry-run", "--seed", SEED, "--minutes", "14");
        try (var one = Command.run(Florin.class, words);
                var other = Command.run(Florin.class, words)) {
            assertThat(one.awaitEnd()).isZero();
            assertThat(other.awaitEnd()).isZero();
            assertThat(one.lines()).hasSizeGreaterThan(14).isEqualTo(other.lines());
        }
    }
}
