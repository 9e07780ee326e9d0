package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.florin.node.rules.Bounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that cannot work is refused with a sentence that names its key. */
class ProcessSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1, 0, 1, 1, name-capacity",
        "2, 0, 1, 1, 0, 1, 1, max-undecided",
        "2, 1, 0, 1, 0, 1, 1, max-batch",
        "2, 1, 1, 0, 0, 1, 1, max-waiting",
        "2, 1, 1, 1, -1, 1, 1, settle-delay-millis",
        "2, 1, 1, 1, 0, 0, 1, repeat-millis",
        "2, 1, 1, 1, 0, 2, 1, repeat-max-millis"
    })
    void aBoundThatCannotWorkIsNamed(
            int names,
            int undecided,
            int batch,
            int waiting,
            long settle,
            long repeat,
            long repeatMax,
            String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ProcessSettings(
                                Bounds.DEFAULT,
                                names,
                                undecided,
                                batch,
                                waiting,
                                settle,
                                repeat,
                                repeatMax))
                .withMessageStartingWith("florin.wallet")
                .withMessageContaining(key);
    }

    @Test
    void theSmallestBoundsWork() {
        ProcessSettings smallest =
                new ProcessSettings(new Bounds(1, 1, 1, 1, 1), 2, 1, 1, 1, 0, 1, 1);
        new ProcessScript(smallest)
                .then(
                        """
                        recovered            | -
                        a: open k=A          | -
                        b: deposit 9         | b hears busy (not taken)
                        flush                | writes Opened
                        written              | a hears wallet v1
                        c: deposit 9 k=C     | -
                        flush                | writes Deposited
                        written              | c hears deposit -> 9
                        e: transfer t1 bob:4 | -
                        flush                | writes Debited
                        written              | credit bob t1/0
                        accepted t1/0        | -
                        flush                | e hears t1 completed
                        alarm                | in 0 ms
                        wait 0s              | writes Settled
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1",
        "1, 0, 1, 1, 1",
        "1, 1, 0, 1, 1",
        "1, 1, 1, 0, 1",
        "1, 1, 1, 1, 0"
    })
    void eachBoundOfTheRulesIsAtLeastOne(
            int transfers, int holds, int jobs, int received, int assets) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bounds(transfers, holds, jobs, received, assets))
                .withMessageContaining("florin.wallet");
    }
}
