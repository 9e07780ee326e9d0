package io.florin.node.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.money.Asset;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What may be sent at once, in a UTC day, in a UTC month. The clock begins at New Year 2026. */
class SpendingTest {
    private static final Asset USD = new Asset("USD");

    @Test
    void aLimitMayBeReachedAndNotPassed() {
        WalletScript.play(
                """
                open                              | Opened    | wallet v1        | -
                deposit 1000                      | Deposited | deposit -> 1000  | 1000/0
                withdraw 41 once=40 k=A           | Refused   | limit_exceeded   | 1000/0
                withdraw 40 once=40               | Withdrawn | withdrawal -> 960 | 960/0
                transfer t1 bob:61 day=100        | Refused   | limit_exceeded   | 960/0
                transfer t2 bob:60 day=100        | Debited   | waits, credit bob t2/0 | 900/0
                hold h1 1 day=100                 | Refused   | limit_exceeded   | 900/0
                hold h2 50 month=150              | Held      | h2 held 0/0/50   | 900/50
                withdraw 1 month=150 k=C          | Refused   | limit_exceeded   | 900/50
                # Another asset, another account.
                deposit 9THB                      | Deposited | deposit -> 9     | THB 9/0, 900/50
                withdraw 9THB day=9               | Withdrawn | withdrawal -> 0  | THB 0/0, 900/50
                # A refusal is an answer for ever; the limit of a later request is its own.
                withdraw 41 once=99 k=A           | -         | limit_exceeded again | THB 0/0, 900/50
                withdraw 41 once=41 k=D           | Withdrawn | withdrawal -> 859 | THB 0/0, 859/50
                """);
    }

    @Test
    void aLimitOfZeroLetsNothingThrough() {
        WalletScript.play(
                """
                open                    | Opened    | wallet v1
                deposit 10              | Deposited | deposit -> 10
                withdraw 1 once=0 k=A   | Refused   | limit_exceeded
                withdraw 1 day=0 k=B    | Refused   | limit_exceeded
                withdraw 1 month=0 k=C  | Refused   | limit_exceeded
                """);
    }

    @Test
    void theLegsCountTogetherAndTheFeeDoesNot() {
        WalletScript.play(
                """
                open                                  | Opened    | wallet v1      | -
                deposit 1000                          | Deposited | deposit -> 1000 | 1000/0
                transfer t1 bob:60 @grants:41 once=100 | Refused  | limit_exceeded | 1000/0
                transfer t2 bob:60 @grants:40 once=100 day=100 fee=15 | Debited \
                | waits, promise bob t2/0 | 885/0
                withdraw 1 day=100 k=A                | Refused   | limit_exceeded | 885/0
                withdraw 1 day=101 fee=500            | Withdrawn | withdrawal -> 384 | 384/0
                withdraw 1 day=102                    | Withdrawn | withdrawal -> 383 | 383/0
                """);
    }

    @Test
    void aDayEndsAtMidnightUtc() {
        WalletScript.play(
                """
                open                       | Opened    | wallet v1       | -
                deposit 1000               | Deposited | deposit -> 1000 | 1000/0
                wait 86399s                | -         | -               | 1000/0
                withdraw 100 day=100       | Withdrawn | withdrawal -> 900 | 900/0
                withdraw 1 day=100 k=A     | Refused   | limit_exceeded  | 900/0
                wait 1s                    | -         | -               | 900/0
                withdraw 100 day=100       | Withdrawn | withdrawal -> 800 | 800/0
                withdraw 1 day=100 k=B     | Refused   | limit_exceeded  | 800/0
                # The clock of another node is behind: the wallet's day does not come again.
                back 2s                    | -         | -               | 800/0
                withdraw 1 day=100 k=C     | Refused   | limit_exceeded  | 800/0
                # A day without any sending in between.
                wait 48h                   | -         | -               | 800/0
                withdraw 100 day=100       | Withdrawn | withdrawal -> 700 | 700/0
                """);
    }

    @Test
    void aMonthEndsWithItsLastDay() {
        WalletScript.play(
                """
                open                         | Opened    | wallet v1       | -
                deposit 1000                 | Deposited | deposit -> 1000 | 1000/0
                withdraw 60 month=100        | Withdrawn | withdrawal -> 940 | 940/0
                # 31 January, its last second.
                wait 2678399s                | -         | -               | 940/0
                withdraw 41 month=100 k=A    | Refused   | limit_exceeded  | 940/0
                withdraw 40 month=100 day=40 | Withdrawn | withdrawal -> 900 | 900/0
                wait 1s                      | -         | -               | 900/0
                withdraw 100 month=100       | Withdrawn | withdrawal -> 800 | 800/0
                withdraw 1 month=100 k=B     | Refused   | limit_exceeded  | 800/0
                # The same month of the next year.
                wait 8760h                   | -         | -               | 800/0
                withdraw 100 month=100       | Withdrawn | withdrawal -> 700 | 700/0
                """);
    }

    @Test
    void aLeapDayBelongsToFebruary() {
        WalletScript.play(
                """
                open                       | Opened    | wallet v1       | -
                deposit 1000               | Deposited | deposit -> 1000 | 1000/0
                # 28 February 2028, then the 29th, then 1 March.
                wait 18912h                | -         | -               | 1000/0
                withdraw 60 month=100      | Withdrawn | withdrawal -> 940 | 940/0
                wait 24h                   | -         | -               | 940/0
                withdraw 41 month=100 k=A  | Refused   | limit_exceeded  | 940/0
                withdraw 40 month=100 day=40 | Withdrawn | withdrawal -> 900 | 900/0
                wait 24h                   | -         | -               | 900/0
                withdraw 100 month=100     | Withdrawn | withdrawal -> 800 | 800/0
                """);
    }

    @Test
    void whatComesBackInItsDayCountsNoMore() {
        WalletScript.play(
                """
                open                       | Opened    | wallet v1       | -
                deposit 1000               | Deposited | deposit -> 1000 | 1000/0
                transfer t1 bob:60 carol:40 day=100 | Debited \
                | waits, credit bob t1/0, credit carol t1/1 | 900/0
                withdraw 1 day=100 k=A     | Refused   | limit_exceeded  | 900/0
                declined t1/0 destination_full | Returned | -            | 960/0
                withdraw 61 day=100 k=B    | Refused   | limit_exceeded  | 960/0
                accepted t1/1              | -         | => t1 completed (bob returned, carol completed) \
                | 960/0
                transfer t2 bob:60 @fees:0001 whole day=101 | Debited | waits, promise bob t2/0 \
                | 899/0
                declined t2/0 destination_full | Cancelled | cancel bob t2/0, => destination_full \
                | 960/0
                withdraw 60 day=100        | Withdrawn | withdrawal -> 900 | 900/0
                """);
    }

    @Test
    void whatComesBackLaterCountsInItsMonthOnlyOrNotAtAll() {
        WalletScript.play(
                """
                open                       | Opened    | wallet v1       | -
                deposit 1000               | Deposited | deposit -> 1000 | 1000/0
                transfer t1 bob:60         | Debited   | waits, credit bob t1/0 | 940/0
                transfer t2 bob:20         | Debited   | waits, credit bob t2/0 | 920/0
                wait 24h                   | -         | -               | 920/0
                withdraw 50                | Withdrawn | withdrawal -> 870 | 870/0
                declined t1/0 destination_full | Returned | => destination_full | 930/0
                # Yesterday's 60 are back: today has 50, the month 50 and the other 20.
                withdraw 51 day=100 k=A    | Refused   | limit_exceeded  | 930/0
                withdraw 31 month=100 k=B  | Refused   | limit_exceeded  | 930/0
                withdraw 30 month=100 day=80 | Withdrawn | withdrawal -> 900 | 900/0
                # In February, January's 20 give nothing back.
                wait 720h                  | -         | -               | 900/0
                withdraw 90 month=90       | Withdrawn | withdrawal -> 810 | 810/0
                declined t2/0 destination_full | Returned | => destination_full | 830/0
                withdraw 1 month=90 k=C    | Refused   | limit_exceeded  | 830/0
                """);
    }

    @Test
    void aHoldCountsWhenItIsPlacedAndItsCapturesDoNot() {
        WalletScript.play(
                """
                open                       | Opened    | wallet v1       | -
                deposit 1000               | Deposited | deposit -> 1000 | 1000/0
                hold h1 100 day=100        | Held      | h1 held 0/0/100 | 1000/100
                capture h1 30 bob as=c1    | Debited   | waits, credit bob c1/0 | 970/70
                withdraw 1 day=100 k=A     | Refused   | limit_exceeded  | 970/70
                # Back in the hold, which has counted it.
                declined c1/0 destination_full | Returned | => destination_full | 1000/100
                withdraw 1 day=100 k=B     | Refused   | limit_exceeded  | 1000/100
                capture h1 30 bob as=c2    | Debited   | waits, credit bob c2/0 | 970/70
                accepted c2/0              | Settled   | => c2 completed, h1 held 30/0/70 | 970/70
                # The rest is free when the last capture is accepted.
                capture h1 20 bob as=c3 last | Debited | waits, credit bob c3/0 | 950/50
                withdraw 1 day=100 k=C     | Refused   | limit_exceeded  | 950/50
                accepted c3/0              | Settled   | => c3 completed, h1 captured 50/0/0 | 950/0
                withdraw 51 day=100 k=D    | Refused   | limit_exceeded  | 950/0
                withdraw 50 day=100        | Withdrawn | withdrawal -> 900 | 900/0
                """);
    }

    @Test
    void whatOfAHoldIsFreeAgainCountsNoMore() {
        WalletScript.play(
                """
                open                         | Opened    | wallet v1       | -
                deposit 1000                 | Deposited | deposit -> 1000 | 1000/0
                hold h1 100 day=100          | Held      | h1 held 0/0/100 | 1000/100
                release h1                   | Released  | h1 released 0/0/0 | 1000/0
                hold h2 100 day=100 for=60s  | Held      | h2 held 0/0/100 | 1000/100
                wait 60s                     | Released  | -               | 1000/0
                hold h3 100 day=100          | Held      | h3 held 0/0/100 | 1000/100
                capture h3 30 @fees as=c1 last | Debited | c1 completed, h3 captured 30/0/0 | 970/0
                withdraw 71 day=100 k=A      | Refused   | limit_exceeded  | 970/0
                hold h4 70 day=100           | Held      | h4 held 0/0/70  | 970/70
                # Two captures at once; the last is accepted, the other comes back past the hold.
                capture h4 30 bob as=c2      | Debited   | waits, credit bob c2/0 | 940/40
                capture h4 10 bob as=c3 last | Debited   | waits, credit bob c3/0 | 930/30
                accepted c3/0                | Settled   | => c3 completed, h4 held 10/30/0 | 930/0
                declined c2/0 destination_full | Returned | => destination_full | 960/0
                withdraw 61 day=100 k=B      | Refused   | limit_exceeded  | 960/0
                withdraw 60 day=100          | Withdrawn | withdrawal -> 900 | 900/0
                # A hold of yesterday gives nothing back today.
                hold h5 50                   | Held      | h5 held 0/0/50  | 900/50
                wait 24h                     | -         | -               | 900/50
                withdraw 100 day=100         | Withdrawn | withdrawal -> 800 | 800/50
                release h5                   | Released  | h5 released 0/0/0 | 800/0
                withdraw 1 day=100 k=C       | Refused   | limit_exceeded  | 800/0
                """);
    }

    @Test
    void aReversalNeitherCountsNorGivesBack() {
        WalletScript.play(
                """
                open                       | Opened    | wallet v1       | -
                credit bob/t1/0 100        | Credited  | accept bob/t1/0 | 100/0
                transfer t2 @grants:50 day=50 | Debited | t2 completed   | 50/0
                reverse t2/0 50 as=r1      | Refunded, ReversalCounted | r1 completed | 100/0
                withdraw 1 day=50 k=A      | Refused   | limit_exceeded  | 100/0
                reverse bob/t1/0 60 as=r2  | Debited, ReversalCounted | waits, credit bob r2/0 | 40/0
                withdraw 10 day=60         | Withdrawn | withdrawal -> 30 | 30/0
                withdraw 1 day=60 k=B      | Refused   | limit_exceeded  | 30/0
                """);
    }

    /** Sums beyond 64 bits are as far as a count goes; no limit is larger. */
    @Test
    void aCountNeverTurnsNegative() {
        var at = Instant.EPOCH;
        var spent = Spent.NOTHING.plus(Long.MAX_VALUE, at).plus(1, at);
        assertThat(spent.inDayOf(at)).isEqualTo(Long.MAX_VALUE);
        assertThat(Spent.NOTHING.plus(1, at).minus(5, at).inMonthOf(at)).isZero();
    }

    @Test
    void whatWasSpentDoesNotKeepAWalletFromClosing() {
        var script =
                WalletScript.play(
                        """
                        open        | Opened    | wallet v1
                        deposit 10  | Deposited | deposit -> 10
                        withdraw 10 | Withdrawn | withdrawal -> 0
                        close       | Updated   | closed
                        """);
        assertThat(script.wallet().position(USD).spent().inDayOf(WalletScript.START)).isEqualTo(10);
    }
}
