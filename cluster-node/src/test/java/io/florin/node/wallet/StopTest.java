package io.florin.node.wallet;

import static io.florin.node.wallet.WalletProcessTest.OPEN;
import static io.florin.node.wallet.WalletProcessTest.SENT;

import org.junit.jupiter.api.Test;

/** The end of a process: take no more, look up, write, answer, record what is unsettled, stop. */
class StopTest {
    @Test
    void whatWasTakenIsFinished() {
        ProcessScript.play(SENT)
                .then(
                        """
                        b: withdraw 1 k=B | -
                        flush             | looks up B
                        c: withdraw 2 k=C | -
                        accepted t1/0     | -
                        stop              | -
                        e: withdraw 3 k=E | e hears busy (not taken)
                        found             | writes Withdrawn
                        attend            | -
                        written           | b hears withdrawal -> 59
                        attend            | looks up C
                        found             | writes Withdrawn, Settled
                        written           | c hears withdrawal -> 57, a hears t1 completed, stops
                        """);
    }

    @Test
    void aFailedLastWriteIsTriedAgain() {
        ProcessScript.play(SENT)
                .then(
                        """
                        b: withdraw 1 k=B | -
                        stop              | looks up B
                        found             | writes Withdrawn
                        fails             | -
                        recovered         | credit bob t1/0
                        attend            | looks up B
                        found             | writes Withdrawn
                        written           | b hears withdrawal -> 59, a hears in doubt, stops
                        """);
    }

    @Test
    void oneThatHasNotRecoveredYetStopsAtOnce() {
        ProcessScript.play("a: open | -\nstop | a hears unavailable (not taken), stops\n");
    }

    @Test
    void itStopsWithNothingToDo() {
        ProcessScript.play(OPEN).then("stop | stops\n");
    }
}
