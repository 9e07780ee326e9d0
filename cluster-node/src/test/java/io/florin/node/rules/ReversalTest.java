package io.florin.node.rules;

import org.junit.jupiter.api.Test;

/** Money of an ended leg goes back, in parts or at once, at most what it was. */
class ReversalTest {
    private static final String CREDITED =
            """
            open                | Opened
            credit bob/t1/0 100 | Credited
            """;

    @Test
    void partsAreCountedUntilTheLegIsUsedUp() {
        WalletScript.play(CREDITED)
                .then(
                        """
                        reverse bob/t1/0 30 as=r1 k=K1  | Debited, ReversalCounted \
                        | waits, credit bob r1/0 | 70/0
                        # What is under way counts.
                        reverse bob/t1/0 71 as=r2 k=K2  | Refused \
                        | reversal_exceeds_transfer | 70/0
                        accepted r1/0                   | - \
                        | => r1 completed | 70/0
                        reverse bob/t1/0 30 as=x k=K1   | - \
                        | r1 completed again | 70/0
                        reverse bob/t1/0 31 as=x k=K1   | - \
                        | idempotency_key_reused | 70/0
                        reverse bob/t1/0 71 as=r2 k=K3  | Refused \
                        | reversal_exceeds_transfer | 70/0
                        reverse bob/t1/0 all as=r3 k=K4 | Debited, ReversalCounted \
                        | waits, credit bob r3/0 | 0/0
                        reverse bob/t1/0 all as=r4 k=K5 | Refused \
                        | reversal_exceeds_transfer | 0/0
                        reverse bob/t1/0 1 as=r5 k=K6   | Refused \
                        | reversal_exceeds_transfer | 0/0
                        settle                          | Settled | - | 0/0
                        accepted r3/0                   | -       | => r3 completed | 0/0
                        settle                          | Settled | - | 0/0
                        """);
    }

    @Test
    void oneThatCameBackMayBeTriedAgain() {
        WalletScript.play(CREDITED)
                .then(
                        """
                        reverse bob/t1/0 60 as=r1 k=K1  | Debited, ReversalCounted \
                        | waits, credit bob r1/0 | 40/0
                        reverse bob/t1/0 20 as=r2 k=K2  | Debited, ReversalCounted \
                        | waits, credit bob r2/0 | 20/0
                        declined r1/0 destination_full  | Returned, ReversalCounted \
                        | => destination_full | 80/0
                        reverse bob/t1/0 60 as=x k=K1   | - \
                        | destination_full again | 80/0
                        accepted r2/0                   | - \
                        | => r2 completed | 80/0
                        reverse bob/t1/0 81 as=r3 k=K3  | Refused \
                        | reversal_exceeds_transfer | 80/0
                        reverse bob/t1/0 all as=r4 k=K4 | Debited, ReversalCounted \
                        | waits, credit bob r4/0 | 0/0
                        """);
    }

    @Test
    void onlyAForcedOneMayOverdraw() {
        WalletScript.play(CREDITED)
                .then(
                        """
                        withdraw 70                            | Withdrawn \
                        | withdrawal -> 30 | 30/0
                        reverse bob/t1/0 31 as=r1 k=K1         | Refused \
                        | insufficient_funds | 30/0
                        update debits=blocked                  | Updated \
                        | open | 30/0
                        reverse bob/t1/0 10 as=r2 k=K2         | Refused \
                        | debits_blocked | 30/0
                        reverse bob/t1/0 all as=r3 k=K3 forced | Debited, ReversalCounted \
                        | waits, credit bob r3/0 | -70/0
                        reverse bob/t1/0 1 as=r4 k=K4 forced   | Refused \
                        | reversal_exceeds_transfer | -70/0
                        """);
    }

    @Test
    void onlyWhatWentThroughGoesBack() {
        WalletScript.play(CREDITED)
                .then(
                        """
                        reverse bob/t1/1 1 as=r1 k=K1     | Refused | transfer_not_found | 100/0
                        reverse carol/t1/0 1 as=r1 k=K2   | Refused | transfer_not_found | 100/0
                        update credits=blocked            | Updated | open | 100/0
                        credit bob/t2/0 40                | CreditRefused \
                        | decline bob/t2/0 destination_blocked | 100/0
                        reverse bob/t2/0 1 as=r1 k=K3     | Refused | transfer_not_completed | 100/0
                        update credits=allowed            | Updated | open | 100/0
                        # Promised: not ended yet, so the answer may still change.
                        credit bob/t3/0 40 promised       | Received | accept bob/t3/0 | 100/0
                        reverse bob/t3/0 1 as=r1 k=K4     | -       | transfer_not_ended | 100/0
                        confirm bob/t3/0                  | LegConfirmed \
                        | spendable bob/t3/0 | 140/0
                        reverse bob/t3/0 40 as=r1 k=K4    | Debited, ReversalCounted \
                        | waits, credit bob r1/0 | 100/0
                        credit bob/t4/0 40 promised       | Received | accept bob/t4/0 | 100/0
                        cancel bob/t4/0                   | LegCancelled \
                        | forgotten bob/t4/0 | 100/0
                        reverse bob/t4/0 1 as=r2 k=K5     | Refused | transfer_not_completed | 100/0
                        cancel bob/t5/0                   | LegCancelled \
                        | forgotten bob/t5/0 | 100/0
                        reverse bob/t5/0 1 as=r2 k=K6     | Refused | transfer_not_completed | 100/0
                        """);
    }

    @Test
    void whatASystemAccountGotIsTakenBackByTheWalletThatPaid() {
        WalletScript.play(CREDITED)
                .then(
                        """
                        transfer t1 @fees:30 bob:20     | Debited \
                        | waits, credit bob t1/1 | 50/0
                        reverse t1/0 10 as=r1 k=K1      | Refunded, ReversalCounted \
                        | r1 completed | 60/0
                        reverse t1/0 10 as=x k=K1       | - | r1 completed again | 60/0
                        show r1                         | - | r1 completed | 60/0
                        reverse t1/0 21 as=r2 k=K2      | Refused \
                        | reversal_exceeds_transfer | 60/0
                        # Debits do not matter: money comes in.
                        update debits=blocked           | Updated | open | 60/0
                        reverse t1/0 all as=r3 k=K3     | Refunded, ReversalCounted \
                        | r3 completed | 80/0
                        reverse t1/0 all as=r4 k=K4     | Refused \
                        | reversal_exceeds_transfer | 80/0
                        # A leg to a wallet is that wallet's to send back.
                        reverse t1/1 1 as=r5 k=K5       | Refused | transfer_not_found | 80/0
                        reverse t1/2 1 as=r5 k=K6       | Refused | transfer_not_found | 80/0
                        reverse t2/0 1 as=r5 k=K7       | Refused | transfer_not_found | 80/0
                        """);
    }

    @Test
    void aSystemLegOfAWholeTransferIsReversedOnceThatWentThrough() {
        WalletScript.play(CREDITED)
                .then(
                        """
                        transfer t1 @fees:30 bob:20 whole | Debited \
                        | waits, promise bob t1/1 | 50/0
                        reverse t1/0 1 as=r1 k=K1         | - | transfer_not_ended | 50/0
                        accepted t1/1                     | Confirmed \
                        | confirm bob t1/1, => t1 completed | 50/0
                        reverse t1/0 1 as=r1 k=K1         | - | transfer_not_ended | 50/0
                        spendable t1/1                    | - | - | 50/0
                        settle                            | Settled | - | 50/0
                        reverse t1/0 30 as=r1 k=K1        | Refunded, ReversalCounted \
                        | r1 completed | 80/0
                        transfer t2 @fees:30 bob:20 whole | Debited \
                        | waits, promise bob t2/1 | 30/0
                        declined t2/1 destination_full    | Cancelled \
                        | cancel bob t2/1, => destination_full | 80/0
                        forgotten t2/1                    | - | - | 80/0
                        settle                            | Settled | - | 80/0
                        reverse t2/0 1 as=r2 k=K2         | Refused | transfer_not_completed | 80/0
                        # With system accounts only it went through with its debit.
                        transfer t3 @fees:30 whole        | Debited | t3 completed | 50/0
                        reverse t3/0 30 as=r3 k=K3        | Refunded, ReversalCounted \
                        | r3 completed | 80/0
                        """);
    }

    @Test
    void aReversalIsALegLikeAnyOtherAndCanBeReversed() {
        WalletScript.play(
                """
                open                            | Opened    | wallet v1              | -
                deposit 100                     | Deposited | deposit -> 100         | 100/0
                transfer t1 bob:40              | Debited   | waits, credit bob t1/0 | 60/0
                accepted t1/0                   | -         | => t1 completed        | 60/0
                credit bob/r1/0 40 reversal     | Credited  | accept bob/r1/0        | 100/0
                reverse bob/r1/0 all as=q1 k=K1 | Debited, ReversalCounted \
                | waits, credit bob q1/0 | 60/0
                """);
    }

    @Test
    void aForcedOneStillStaysInsideTheLowerBound() {
        WalletScript.play(
                """
                open                                     | Opened
                credit bob/t1/0 max                      | Credited
                withdraw max k=K1                        | Withdrawn
                credit bob/t2/0 max                      | Credited
                withdraw max k=K2                        | Withdrawn
                reverse bob/t1/0 max as=r1 k=K3 forced   | Debited, ReversalCounted \
                | waits, credit bob r1/0 | -9007199254740991/0
                reverse bob/t2/0 1 as=r2 k=K4 forced     | Refused \
                | balance_out_of_bounds | -9007199254740991/0
                """);
    }

    /** A hold is captured whatever was forced meanwhile, so what it holds counts as gone. */
    @Test
    void aForcedOneLeavesRoomForTheCapturesOfHolds() {
        WalletScript.play(
                """
                open                                     | Opened
                credit bob/t1/0 max                      | Credited
                withdraw max k=K1                        | Withdrawn
                credit bob/t2/0 max                      | Credited
                withdraw max k=K2                        | Withdrawn
                deposit 10                               | Deposited
                hold h1 10                               | Held
                reverse bob/t1/0 max as=r1 k=K3 forced   | Debited, ReversalCounted \
                | waits, credit bob r1/0 | -9007199254740981/10
                reverse bob/t2/0 1 as=r2 k=K4 forced     | Refused | balance_out_of_bounds
                capture h1 10 @fees as=c1 k=K5           | Debited \
                | c1 completed, h1 captured 10/0/0 | -9007199254740991/0
                """);
    }
}
