package io.florin.node.wallet;

import static io.florin.node.wallet.WalletProcessTest.OPEN;
import static io.florin.node.wallet.WalletProcessTest.SENT;

import org.junit.jupiter.api.Test;

/** Callers who came too late, or were too many. */
class OverloadTest {
    @Test
    void whoHasGivenUpIsNotServed() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 30 k=A within=1s | -
                        b: look within=1s            | -
                        c: withdraw 30 k=C within=2s | -
                        wait 1.001s                  | -
                        flush                        | a hears busy (not taken), \
                        b hears busy (not taken), looks up C
                        found                        | writes Withdrawn
                        """);
    }

    @Test
    void whoHasGivenUpOnAnOpenTransferIsNotAnswered() {
        ProcessScript.play(SENT)
                .then(
                        """
                        b: transfer t1 bob:40 within=30s | -
                        flush                            | looks up t/t1
                        found                            | -
                        wait 1m                          | credit bob t1/0
                        accepted t1/0                    | -
                        flush                            | a hears t1 completed
                        unanswered                       | b
                        """);
    }

    @Test
    void tooManyUndecidedAreNotTaken() {
        var usual = ProcessScript.settings(10);
        new ProcessScript(new ProcessSettings(usual.bounds(), 10, 2, 50, 100, 100, 1_000, 15_000))
                .then(OPEN)
                .then(
                        """
                        a: withdraw 1 k=A | -
                        b: withdraw 2 k=B | -
                        c: withdraw 3 k=C | c hears busy (not taken)
                        credit bob/t1/0 9 | -
                        flush             | writes Withdrawn, Withdrawn
                        written           | a hears withdrawal -> 99, b hears withdrawal -> 97
                        """);
    }

    @Test
    void whoFindsNoRoomToWaitIsInDoubt() {
        var usual = ProcessScript.settings(10);
        new ProcessScript(new ProcessSettings(usual.bounds(), 10, 100, 50, 1, 100, 1_000, 15_000))
                .then(OPEN)
                .then(
                        """
                        a: transfer t1 bob:1 | -
                        b: transfer t2 bob:2 | -
                        flush                | writes Debited, Debited
                        written              | credit bob t1/0, credit bob t2/0, b hears in doubt
                        accepted t2/0        | -
                        accepted t1/0        | -
                        flush                | a hears t1 completed
                        # There is room again, and the outcome is known.
                        c: transfer t2 bob:2 | -
                        flush                | looks up t/t2
                        found                | c hears t2 completed again
                        """);
    }
}
