package io.florin.node.wallet;

import static io.florin.node.wallet.WalletProcessTest.OPEN;
import static io.florin.node.wallet.WalletProcessTest.SENT;

import org.junit.jupiter.api.Test;

/** Questions are repeated until they are answered; what was heard is recorded lazily. */
class RepeatTest {
    @Test
    void aQuestionIsRepeatedEverMoreSlowlyUntilItIsAnswered() {
        ProcessScript.play(SENT)
                .then(
                        """
                        alarm         | in 1000 ms
                        wait 1s       | credit bob t1/0
                        alarm         | in 2000 ms
                        wait 1.999s   | -
                        wait 0.001s   | credit bob t1/0
                        alarm         | in 4000 ms
                        wait 4s       | credit bob t1/0
                        alarm         | in 8000 ms
                        wait 8s       | credit bob t1/0
                        alarm         | in 15000 ms
                        wait 15s      | credit bob t1/0
                        alarm         | in 15000 ms
                        wait 15s      | credit bob t1/0
                        accepted t1/0 | -
                        flush         | a hears t1 completed
                        wait 0.1s     | writes Settled
                        written       | -
                        wait 1h       | -
                        alarm         | never
                        """);
    }

    @Test
    void anEndIsRecordedWithTheNextWrite() {
        ProcessScript.play(SENT)
                .then(
                        """
                        accepted t1/0      | -
                        flush              | a hears t1 completed
                        alarm              | in 100 ms
                        b: withdraw 1 k=B  | -
                        flush              | looks up B
                        found              | writes Withdrawn, Settled
                        written            | b hears withdrawal -> 59
                        """);
    }

    @Test
    void orAfterAShortDelay() {
        ProcessScript.play(SENT)
                .then(
                        """
                        accepted t1/0      | -
                        flush              | a hears t1 completed
                        wait 0.099s        | -
                        wait 0.001s        | writes Settled
                        written            | -
                        """);
    }

    @Test
    void orBeforeItStops() {
        ProcessScript.play(SENT)
                .then(
                        """
                        accepted t1/0      | -
                        flush              | a hears t1 completed
                        stop               | writes Settled
                        written            | stops
                        """);
    }

    @Test
    void aDecisionIsSentOnlyOnceItIsWritten() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: transfer t1 bob:4 carol:5 whole within=10m | -
                        flush          | looks up t/t1
                        found          | writes Debited
                        written        | promise bob t1/0, promise carol t1/1
                        accepted t1/0  | -
                        flush          | -
                        # Half a promise is not recorded, and not asked for again.
                        wait 1s        | promise carol t1/1
                        accepted t1/1  | -
                        flush          | writes Confirmed
                        written        | confirm bob t1/0, confirm carol t1/1, a hears t1 completed
                        accepted t1/1  | -
                        spendable t1/0 | -
                        flush          | -
                        wait 0.1s      | writes Settled
                        written        | -
                        wait 0.9s      | confirm carol t1/1
                        """);
    }
}
