package io.florin.node.rules;

import io.florin.protocol.wallet.OverdraftLimits;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Opening, settings, deposits and withdrawals. */
class AccountTest {
    @Test
    void aWalletIsOpenedOnce() {
        WalletScript.play(
                """
                deposit 1 k=K1 | Refused | wallet_not_found       | -
                look           | -       | wallet_not_found       | -
                open k=K2      | Opened  | wallet v2              | -
                open k=K2      | -       | wallet v2 again        | -
                open k=K2 limit=1 | -    | idempotency_key_reused | -
                open k=K3      | Refused | wallet_exists          | -
                open           | -       | wallet_exists          | -
                close k=K4     | Updated | closed                 | -
                open k=K5      | Refused | wallet_exists          | -
                open k=K2      | -       | wallet v2 again        | -
                # What was refused before it existed stays refused under its key.
                deposit 1 k=K1 | -       | wallet_not_found again | -
                look           | -       | wallet v5              | -
                """);
    }

    @Test
    void aReferenceCountsOncePerAccountWhateverTheKey() {
        WalletScript.play(
                """
                open                         | Opened    | wallet v1             | -
                deposit 40 ref=r1 k=K1       | Deposited | deposit -> 40         | 40/0
                deposit 40 ref=r1 k=K1       | -         | deposit -> 40 again   | 40/0
                deposit 40 ref=r1 k=K2       | Repeated  | deposit -> 40 again   | 40/0
                deposit 40 ref=r1            | -         | deposit -> 40 again   | 40/0
                deposit 41 ref=r1 k=K3       | Refused   | reference_reused      | 40/0
                withdraw 40 ref=r1 k=K4      | Refused   | reference_reused      | 40/0
                deposit 40 ref=r2 k=K1       | -         | idempotency_key_reused | 40/0
                deposit 40 ref=r1 from=@external:card k=K5 | Deposited | deposit -> 80 | 80/0
                withdraw 81 ref=r2 k=K6      | Refused   | insufficient_funds    | 80/0
                # A refused movement does not use its reference up.
                withdraw 80 ref=r2 k=K7      | Withdrawn | withdrawal -> 0       | 0/0
                withdraw 80 ref=r2 k=K8      | Repeated  | withdrawal -> 0 again | 0/0
                """);
    }

    /** It was paid already: nobody can refuse it, and it counts once like any other. */
    @Test
    void whatIsDueAndCannotBeTakenIsSuspended() {
        WalletScript.play(
                """
                deposit 9 ref=r0 due        | Deposited | deposit -> 0 suspended       | -
                open                        | Opened    | wallet v2                    | -
                deposit 9 ref=r0 due        | -         | deposit -> 0 suspended again | -
                deposit 40 ref=r1 due       | Deposited | deposit -> 40                | 40/0
                update credits=blocked      | Updated   | open                         | 40/0
                deposit 5 ref=r2            | -         | credits_blocked              | 40/0
                deposit 5 ref=r2 due        | Deposited | deposit -> 40 suspended      | 40/0
                deposit 5 ref=r2 due        | -         | deposit -> 40 suspended again | 40/0
                withdraw 40                 | Withdrawn | withdrawal -> 0              | 0/0
                close                       | Updated   | closed                       | 0/0
                deposit 7 ref=r3            | -         | wallet_closed                | 0/0
                deposit 7 ref=r3 due        | Deposited | deposit -> 0 suspended       | 0/0
                # What was suspended stays so, whoever brings it again.
                update status=open credits=allowed | Updated | open                    | 0/0
                deposit 7 ref=r3            | -         | deposit -> 0 suspended again | 0/0
                """);
    }

    @Test
    void theKeyIsForTheRequestAndTheAnswerForEver() {
        WalletScript.play(
                """
                open                 | Opened    | wallet v1               | -
                deposit 40 k=K1      | Deposited | deposit -> 40           | 40/0
                wait 1h              | -         | -                       | 40/0
                deposit 10 k=K2      | Deposited | deposit -> 50           | 50/0
                deposit 40 k=K1      | -         | deposit -> 40 again     | 50/0
                deposit 40THB k=K1   | -         | idempotency_key_reused  | 50/0
                deposit 40 from=@external:card k=K1 | - | idempotency_key_reused | 50/0
                withdraw 40 k=K1     | -         | idempotency_key_reused  | 50/0
                transfer t1 bob:40 k=K1 | -      | idempotency_key_reused  | 50/0
                """);
    }

    @Test
    void theOverdraftLimitIsPerAssetAndHasNoTolerance() {
        WalletScript.play(
                """
                open limit=50,7THB    | Opened    | wallet v1          | -
                withdraw 51           | -         | insufficient_funds | -
                withdraw 50           | Withdrawn | withdrawal -> -50  | -50/0
                withdraw 1            | -         | insufficient_funds | -50/0
                withdraw 8THB         | -         | insufficient_funds | -50/0
                withdraw 7THB         | Withdrawn | withdrawal -> -7   | THB -7/0, -50/0
                withdraw 1STAR        | -         | insufficient_funds | THB -7/0, -50/0
                # A lower limit takes nothing back, and lets nothing more out.
                update limit=10       | Updated   | open               | THB -7/0, -50/0
                deposit 40            | Deposited | deposit -> -10     | THB -7/0, -10/0
                withdraw 1            | -         | insufficient_funds | THB -7/0, -10/0
                deposit 1             | Deposited | deposit -> -9      | THB -7/0, -9/0
                withdraw 2            | -         | insufficient_funds | THB -7/0, -9/0
                transfer t1 bob:2     | Refused   | insufficient_funds | THB -7/0, -9/0
                withdraw 1            | Withdrawn | withdrawal -> -10  | THB -7/0, -10/0
                """);
    }

    @Test
    void debitsAndCreditsAreBlockedEachByItself() {
        WalletScript.play(
                """
                open                        | Opened    | wallet v1       | -
                deposit 100                 | Deposited | deposit -> 100  | 100/0
                update debits=blocked k=K1  | Updated   | open            | 100/0
                update debits=blocked k=K1  | -         | open again      | 100/0
                withdraw 1                  | -         | debits_blocked  | 100/0
                transfer t1 bob:1           | Refused   | debits_blocked  | 100/0
                hold h1 1                   | Refused   | debits_blocked  | 100/0
                deposit 1                   | Deposited | deposit -> 101  | 101/0
                credit bob/t1/0 1           | Credited  | accept bob/t1/0 | 102/0
                update debits=allowed credits=blocked | Updated | open    | 102/0
                deposit 1                   | -         | credits_blocked | 102/0
                credit bob/t2/0 1           | CreditRefused \
                | decline bob/t2/0 destination_blocked | 102/0
                withdraw 1                  | Withdrawn | withdrawal -> 101 | 101/0
                transfer t2 bob:1           | Debited   | waits, credit bob t2/0 | 100/0
                # Its own money comes back all the same.
                declined t2/0 destination_full | Returned | => destination_full | 101/0
                """);
    }

    @Test
    void closingNeedsZeroBalancesAndNothingOpen() {
        WalletScript.play(
                """
                open                  | Opened    | wallet v1              | -
                deposit 10            | Deposited | deposit -> 10          | 10/0
                close                 | -         | wallet_not_empty       | 10/0
                transfer t1 bob:10    | Debited   | waits, credit bob t1/0 | 0/0
                close                 | -         | wallet_not_empty       | 0/0
                accepted t1/0         | -         | => t1 completed        | 0/0
                # Heard, but not recorded yet: the closing waits for that too.
                close                 | -         | wallet_not_empty       | 0/0
                settle                | Settled   | -                      | 0/0
                credit bob/t2/0 5 promised | Received | accept bob/t2/0    | 0/0
                close                 | -         | wallet_not_empty       | 0/0
                cancel bob/t2/0       | LegCancelled | forgotten bob/t2/0  | 0/0
                update limit=5        | Updated   | open                   | 0/0
                hold h1 5             | Held      | h1 held 0/0/5          | 0/5
                close                 | -         | wallet_not_empty       | 0/5
                release h1            | Released  | h1 released 0/0/0      | 0/0
                withdraw 5            | Withdrawn | withdrawal -> -5       | -5/0
                close                 | -         | wallet_not_empty       | -5/0
                deposit 5             | Deposited | deposit -> 0           | 0/0
                close k=K1            | Updated   | closed                 | 0/0
                close k=K1            | -         | closed again           | 0/0
                close                 | -         | wallet_closed          | 0/0
                deposit 1             | -         | wallet_closed          | 0/0
                update debits=blocked | -         | wallet_closed          | 0/0
                reopen                | Updated   | open                   | 0/0
                deposit 1             | Deposited | deposit -> 1           | 1/0
                """);
    }

    @Test
    void amountsAndBalancesStayInsideTheirBounds() {
        WalletScript.play(
                """
                open limit=max       | Opened    | wallet v1             | -
                deposit max k=K1     | Deposited | deposit -> 9007199254740991 | 9007199254740991/0
                deposit 1 k=K2       | Refused   | balance_out_of_bounds | 9007199254740991/0
                withdraw max k=K3    | Withdrawn | withdrawal -> 0       | 0/0
                withdraw max k=K4    | Withdrawn | withdrawal -> -9007199254740991 \
                | -9007199254740991/0
                withdraw 1 k=K5      | Refused   | insufficient_funds    | -9007199254740991/0
                """);
    }

    @Test
    void aLimitForOneAssetTooManyIsRefused() {
        var limits =
                IntStream.range(0, OverdraftLimits.MAX_ASSETS)
                        .mapToObj("1AA%02d"::formatted)
                        .collect(Collectors.joining(","));
        WalletScript.play("open limit=" + limits + " | Opened\n")
                .then(
                        """
                        update limit=2AA00          | Updated | open             | -
                        update limit=1BB k=K1       | Refused | assets_exhausted | -
                        update limit=1BB k=K1       | -       | assets_exhausted again | -
                        deposit 1                   | Deposited | deposit -> 1   | 1/0
                        update limit=1BB status=closed k=K2 | Refused | assets_exhausted | 1/0
                        """);
    }

    /** With an overdraft twice the largest amount can be available; one transfer is one amount. */
    @Test
    void theLegsOfATransferSumToAnAmount() {
        WalletScript.play(
                """
                open limit=max                    | Opened    | wallet v1
                deposit max                       | Deposited | deposit -> 9007199254740991
                transfer t1 bob:max @fees:1       | Refused   | balance_out_of_bounds
                transfer t2 bob:max-1 @fees:1     | Debited   | waits, credit bob t2/0 | 0/0
                transfer t3 bob:max @fees:1       | Refused   | insufficient_funds     | 0/0
                transfer t4 bob:max-1 @fees:1 whole | Debited | waits, promise bob t4/0 \
                | -9007199254740991/0
                declined t4/0 destination_full    | Cancelled \
                | cancel bob t4/0, => destination_full | 0/0
                """);
    }
}
