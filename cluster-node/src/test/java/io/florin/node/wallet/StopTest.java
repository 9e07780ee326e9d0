package io.florin.node.wallet;

import static io.florin.node.wallet.WalletProcessTest.OPEN;
import static io.florin.node.wallet.WalletProcessTest.SENT;

import org.junit.jupiter.api.Test;

/** The end of a process: take no more, look up, write, answer, record what is unsettled, stop. */
class StopTest {
    @Test
    void anIdleOneStopsAtOnce() {
        ProcessScript.play(SENT)
                .then(
                        """
                        stop              | a hears in doubt, stops
                        b: withdraw 1     | b hears busy (not taken)
                        accepted t1/0     | -
                        stop              | -
                        alarm             | never
                        """);
    }

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
    void aLookUpInVainDoesNotKeepItFromRecordingAndStopping() {
        ProcessScript.play(SENT)
                .then(
                        """
                        accepted t1/0     | -
                        flush             | a hears t1 completed
                        b: withdraw 1 k=B | -
                        flush             | looks up B
                        stop              | -
                        looks-up-in-vain  | b hears unavailable (not taken)
                        attend            | writes Settled
                        written           | stops
                        """);
    }

    @Test
    void allThatIsUnsettledIsRecordedHoweverManyWritesItTakes() {
        var usual = ProcessScript.settings(20);
        new ProcessScript(new ProcessSettings(usual.bounds(), 20, 100, 1, 100, 100, 1_000, 15_000))
                .then(
                        """
                        recovered         | -
                        o: open           | -
                        flush             | writes Opened
                        written           | o hears wallet v1
                        d: deposit 9      | -
                        flush             | writes Deposited
                        written           | d hears deposit -> 9
                        a: transfer t1 bob:1 carol:2 dan:3 | -
                        flush             | writes Debited
                        written           | credit bob t1/0, credit carol t1/1, credit dan t1/2
                        accepted t1/0     | -
                        flush             | -
                        accepted t1/1     | -
                        flush             | -
                        accepted t1/2     | -
                        flush             | a hears t1 completed
                        stop              | writes Settled
                        written           | -
                        attend            | writes Settled
                        written           | -
                        attend            | writes Settled
                        written           | stops
                        attend            | -
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
    void itStopsThoughTheRecordOfWhatItHeardFailed() {
        ProcessScript.play(SENT)
                .then(
                        """
                        accepted t1/0     | -
                        flush             | a hears t1 completed
                        stop              | writes Settled
                        fails             | -
                        recovered         | credit bob t1/0
                        attend            | stops
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
