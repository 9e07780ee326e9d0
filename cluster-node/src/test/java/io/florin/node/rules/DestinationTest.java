package io.florin.node.rules;

import org.junit.jupiter.api.Test;

/**
 * The destination's side of a transfer: each leg is decided once, and answered as often as asked.
 */
class DestinationTest {
    @Test
    void aLegIsCreditedOnceAndAcceptedAsOftenAsItIsAsked() {
        WalletScript.play(
                """
                open                | Opened   | wallet v1       | -
                credit bob/t1/0 40  | Credited | accept bob/t1/0 | 40/0
                credit bob/t1/0 40  | -        | accept bob/t1/0 | 40/0
                wait 1h             | -        | -               | 40/0
                credit bob/t1/1 2   | Credited | accept bob/t1/1 | 42/0
                # Another wallet may use the same id.
                credit carol/t1/0 1 | Credited | accept carol/t1/0 | 43/0
                credit bob/t1/0 40  | -        | accept bob/t1/0 | 43/0
                """);
    }

    @Test
    void everyRefusalIsWrittenAndSaidAgainWhateverHasChanged() {
        WalletScript.play(
                """
                credit bob/t1/0 1   | CreditRefused | decline bob/t1/0 destination_not_found | -
                credit bob/t1/0 1   | -             | decline bob/t1/0 destination_not_found | -
                open                | Opened        | wallet v2 | -
                credit bob/t1/0 1   | -             | decline bob/t1/0 destination_not_found | -
                update credits=blocked | Updated    | open | -
                credit bob/t2/0 1   | CreditRefused | decline bob/t2/0 destination_blocked | -
                update credits=allowed | Updated    | open | -
                credit bob/t2/0 1   | -             | decline bob/t2/0 destination_blocked | -
                close               | Updated       | closed | -
                credit bob/t3/0 1   | CreditRefused | decline bob/t3/0 destination_closed | -
                reopen              | Updated       | open | -
                credit bob/t3/0 1   | -             | decline bob/t3/0 destination_closed | -
                deposit max         | Deposited     \
                | deposit -> 9007199254740991 | 9007199254740991/0
                credit bob/t4/0 1   | CreditRefused \
                | decline bob/t4/0 destination_full | 9007199254740991/0
                withdraw max        | Withdrawn     | withdrawal -> 0 | 0/0
                credit bob/t4/0 1   | -             | decline bob/t4/0 destination_full | 0/0
                credit bob/t5/0 1   | Credited      | accept bob/t5/0 | 1/0
                """);
    }

    @Test
    void aPromisedLegIsNotSpendableUntilItIsConfirmed() {
        WalletScript.play(
                """
                open                        | Opened       | wallet v1          | -
                credit bob/t1/0 40 promised | Received     | accept bob/t1/0    | 0/0
                credit bob/t1/0 40 promised | -            | accept bob/t1/0    | 0/0
                withdraw 1 k=K1             | Refused      | insufficient_funds | 0/0
                close k=K2                  | Refused      | wallet_not_empty   | 0/0
                confirm bob/t1/0            | LegConfirmed | spendable bob/t1/0 | 40/0
                confirm bob/t1/0            | -            | spendable bob/t1/0 | 40/0
                credit bob/t1/0 40 promised | -            | accept bob/t1/0    | 40/0
                withdraw 40 k=K3            | Withdrawn    | withdrawal -> 0    | 0/0
                confirm bob/t1/0            | -            | spendable bob/t1/0 | 0/0
                close k=K4                  | Updated      | closed             | 0/0
                """);
    }

    @Test
    void aPromisedLegThatIsCancelledIsForgotten() {
        WalletScript.play(
                """
                open                        | Opened       | wallet v1          | -
                credit bob/t1/0 40 promised | Received     | accept bob/t1/0    | 0/0
                cancel bob/t1/0             | LegCancelled | forgotten bob/t1/0 | 0/0
                cancel bob/t1/0             | -            | forgotten bob/t1/0 | 0/0
                credit bob/t1/0 40 promised | -            | accept bob/t1/0    | 0/0
                close                       | Updated      | closed             | 0/0
                """);
    }

    @Test
    void aConfirmationIsNeverRefused() {
        WalletScript.play(
                """
                open                        | Opened       | wallet v1          | -
                credit bob/t1/0 40 promised | Received     | accept bob/t1/0    | 0/0
                update credits=blocked      | Updated      | open               | 0/0
                confirm bob/t1/0            | LegConfirmed | spendable bob/t1/0 | 40/0
                """);
    }

    @Test
    void aCancelOfAnUnknownLegRefusesItForEver() {
        WalletScript.play(
                """
                cancel bob/t1/0             | LegCancelled | forgotten bob/t1/0 | -
                cancel bob/t1/0             | -            | forgotten bob/t1/0 | -
                open                        | Opened       | wallet v2          | -
                credit bob/t1/0 40 promised | -            | decline bob/t1/0 leg_cancelled | -
                credit bob/t1/0 40          | -            | decline bob/t1/0 leg_cancelled | -
                # One that was refused here needs no second event.
                update credits=blocked      | Updated      | open               | -
                credit bob/t2/0 40 promised | CreditRefused \
                | decline bob/t2/0 destination_blocked | -
                cancel bob/t2/0             | -            | forgotten bob/t2/0 | -
                """);
    }

    @Test
    void aConfirmationOfWhatWasNeverReceivedStopsTheWallet() {
        WalletScript.play(
                """
                open             | Opened | wallet v1 | -
                confirm bob/t1/0 \
                | stops: The wallet's history contradicts itself: confirmed, \
                but never received: LegName[from=app/bob, transfer=t1, leg=0]
                """);
    }

    @Test
    void whatIsPromisedOrUnderWayTakesRoomBelowTheUpperBound() {
        WalletScript.play(
                """
                open                         | Opened        | wallet v1 | -
                deposit max-10               | Deposited     \
                | deposit -> 9007199254740981 | 9007199254740981/0
                credit bob/t1/0 6 promised   | Received      | accept bob/t1/0 | 9007199254740981/0
                credit bob/t2/0 5            | CreditRefused \
                | decline bob/t2/0 destination_full | 9007199254740981/0
                deposit 5 k=K1               | Refused       \
                | balance_out_of_bounds | 9007199254740981/0
                credit bob/t3/0 4            | Credited      | accept bob/t3/0 | 9007199254740985/0
                cancel bob/t1/0              | LegCancelled  \
                | forgotten bob/t1/0 | 9007199254740985/0
                # What left may come back.
                transfer t4 bob:100          | Debited       \
                | waits, credit bob t4/0 | 9007199254740885/0
                deposit 7 k=K2               | Refused       \
                | balance_out_of_bounds | 9007199254740885/0
                deposit 6 k=K3               | Deposited     \
                | deposit -> 9007199254740891 | 9007199254740891/0
                declined t4/0 destination_full | Returned    \
                | => destination_full | 9007199254740991/0
                """);
    }

    @Test
    void reversedMoneyDueToAClosedWalletWaitsInSuspense() {
        WalletScript.play(
                """
                open                         | Opened        | wallet v1       | -
                close                        | Updated       | closed          | -
                credit bob/t1/0 40           | CreditRefused \
                | decline bob/t1/0 destination_closed | -
                credit bob/t2/0 40 reversal  | Credited      | accept bob/t2/0 | -
                credit bob/t2/0 40 reversal  | -             | accept bob/t2/0 | -
                reopen                       | Updated       | open            | -
                credit bob/t2/0 40 reversal  | -             | accept bob/t2/0 | -
                # It never was this wallet's, so it is not this wallet's to send back.
                reverse bob/t2/0 all as=r1 k=K1 | Refused    | transfer_not_completed | -
                credit bob/t3/0 40 reversal  | Credited      | accept bob/t3/0 | 40/0
                """);
    }
}
