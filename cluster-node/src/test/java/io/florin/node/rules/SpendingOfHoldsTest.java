package io.florin.node.rules;

import org.junit.jupiter.api.Test;

/** What holds do to what may be sent: counted when placed, given back when freed. */
class SpendingOfHoldsTest {
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
}
