package io.florin.node.rules;

import org.junit.jupiter.api.Test;

/** The source's side of a transfer: debit, ask, hear, tell, record. */
class TransferTest {
    @Test
    void theCallerHearsOfTheEndBeforeTheSourceRecordsIt() {
        WalletScript.play(
                """
                open                    | Opened    | wallet v1              | -
                deposit 100             | Deposited | deposit -> 100         | 100/0
                transfer t1 bob:40      | Debited   | waits, credit bob t1/0 | 60/0
                accepted t1/0           | -         | => t1 completed        | 60/0
                transfer t1 bob:40      | -         | t1 completed again     | 60/0
                show t1                 | -         | t1 completed           | 60/0
                settle                  | Settled   | -                      | 60/0
                transfer t1 bob:40      | -         | t1 completed again     | 60/0
                show t1                 | -         | t1 completed           | 60/0
                """);
    }

    @Test
    void aRefusedLegComesBackBeforeTheCallerHears() {
        WalletScript.play(
                """
                open                            | Opened    | wallet v1                | -
                deposit 100                     | Deposited | deposit -> 100           | 100/0
                transfer t1 bob:40              | Debited   | waits, credit bob t1/0   | 60/0
                declined t1/0 destination_full  | Returned  | => destination_full      | 100/0
                transfer t1 bob:40              | -         | destination_full again   | 100/0
                show t1                         | -         | t1 returned              | 100/0
                settle                          | -         | -                        | 100/0
                """);
    }

    @Test
    void whatIsHeardTwiceOrLateOrOfNothingChangesNothing() {
        WalletScript.play(
                """
                open                            | Opened    | wallet v1              | -
                deposit 100                     | Deposited | deposit -> 100         | 100/0
                accepted t1/0                   | -         | -                      | 100/0
                transfer t1 bob:40              | Debited   | waits, credit bob t1/0 | 60/0
                accepted t1/1                   | -         | -                      | 60/0
                spendable t1/0                  | -         | -                      | 60/0
                forgotten t1/0                  | -         | -                      | 60/0
                accepted t1/0                   | -         | => t1 completed        | 60/0
                accepted t1/0                   | -         | -                      | 60/0
                declined t1/0 destination_full  | -         | -                      | 60/0
                settle                          | Settled   | -                      | 60/0
                settle                          | -         | -                      | 60/0
                accepted t1/0                   | -         | -                      | 60/0
                declined t1/0 destination_full  | -         | -                      | 60/0
                # Refused first: an acceptance can only be of an older, different world.
                transfer t2 bob:40              | Debited   | waits, credit bob t2/0 | 20/0
                declined t2/0 destination_full  | Returned  | => destination_full    | 60/0
                accepted t2/0                   | -         | -                      | 60/0
                declined t2/0 destination_full  | -         | -                      | 60/0
                """);
    }

    @Test
    void aRepeatOfAnOpenTransferWaitsLikeTheFirst() {
        WalletScript.play(
                """
                open                          | Opened    | wallet v1              | -
                deposit 100                   | Deposited | deposit -> 100         | 100/0
                transfer t1 bob:40 k=K1       | Debited   | waits, credit bob t1/0 | 60/0
                transfer t1 bob:40 k=K1       | -         | waits again            | 60/0
                transfer t1 bob:40            | -         | waits again            | 60/0
                show t1                       | -         | t1 pending             | 60/0
                # The same key, another request; the same id, another request.
                transfer t2 bob:40 k=K1       | -         | idempotency_key_reused | 60/0
                transfer t1 bob:41 k=K1       | -         | idempotency_key_reused | 60/0
                transfer t1 bob:41            | -         | id_reused              | 60/0
                transfer t1 carol:40          | -         | id_reused              | 60/0
                transfer t1 bob:40 memo=other | -         | id_reused              | 60/0
                transfer t1 bob:40 whole      | -         | id_reused              | 60/0
                accepted t1/0                 | -         | => t1 completed        | 60/0
                settle                        | Settled   | -                      | 60/0
                transfer t1 bob:40 k=K1       | -         | t1 completed again     | 60/0
                transfer t2 bob:40 k=K1       | -         | idempotency_key_reused | 60/0
                transfer t1 bob:41            | -         | id_reused              | 60/0
                # Another key for the same id and the same request: the same transfer.
                transfer t1 bob:40 k=K2       | Repeated  | t1 completed again     | 60/0
                # That key is used up by it, and so is one that was refused.
                transfer t1 bob:40 k=K2       | -         | t1 completed again     | 60/0
                transfer t2 bob:40 k=K2       | -         | idempotency_key_reused | 60/0
                transfer t1 bob:41 k=K3       | Refused   | id_reused              | 60/0
                transfer t1 bob:41 k=K3       | -         | id_reused again        | 60/0
                transfer t2 bob:41 k=K3       | -         | idempotency_key_reused | 60/0
                """);
    }

    @Test
    void withoutAnIdOfTheCallersTheKeyAloneNamesTheTransfer() {
        WalletScript.play(
                """
                open                          | Opened    | wallet v1              | -
                deposit 100                   | Deposited | deposit -> 100         | 100/0
                transfer ~s1 bob:40 k=K1      | Debited   | waits, credit bob s1/0 | 60/0
                # The edge made another id up for the repeat.
                transfer ~s2 bob:40 k=K1      | -         | waits again            | 60/0
                accepted s1/0                 | -         | => s1 completed        | 60/0
                transfer ~s3 bob:40 k=K1      | -         | s1 completed again     | 60/0
                # Its id is taken nevertheless.
                transfer s1 bob:40            | -         | id_reused              | 60/0
                transfer ~s4 bob:40 k=K2      | Debited   | waits, credit bob s4/0 | 20/0
                """);
    }

    @Test
    void aRefusalIsAnAnswerUnderItsNames() {
        WalletScript.play(
                """
                open                      | Opened    | wallet v1                | -
                deposit 100               | Deposited | deposit -> 100           | 100/0
                transfer t1 bob:101 k=K1  | Refused   | insufficient_funds       | 100/0
                deposit 900               | Deposited | deposit -> 1000          | 1000/0
                transfer t1 bob:101 k=K1  | -         | insufficient_funds again | 1000/0
                transfer t1 bob:101       | -         | insufficient_funds again | 1000/0
                transfer t1 bob:100       | -         | id_reused                | 1000/0
                transfer t2 bob:101 k=K1  | -         | idempotency_key_reused   | 1000/0
                show t1                   | -         | refused: insufficient_funds | 1000/0
                show t2                   | -         | transfer_not_found       | 1000/0
                """);
    }

    @Test
    void eachLegOfASaleEndsByItself() {
        WalletScript.play(
                """
                open                             | Opened    | wallet v1 | -
                deposit 100                      | Deposited | deposit -> 100 | 100/0
                transfer t1 bob:30 carol:20 @fees:5 | Debited \
                | waits, credit bob t1/0, credit carol t1/1 | 45/0
                declined t1/0 destination_closed | Returned  | - | 75/0
                show t1                          | -         \
                | t1 pending (bob returned, carol pending, @fees completed) | 75/0
                transfer t1 bob:30 carol:20 @fees:5 | - | waits again | 75/0
                accepted t1/1                    | -         \
                | => t1 completed (bob returned, carol completed, @fees completed) | 75/0
                settle                           | Settled   | - | 75/0
                transfer t1 bob:30 carol:20 @fees:5 | - \
                | t1 completed (bob returned, carol completed, @fees completed) again | 75/0
                # The other way round: the refusal comes last.
                transfer t2 bob:30 carol:20      | Debited   \
                | waits, credit bob t2/0, credit carol t2/1 | 25/0
                accepted t2/1                    | -         | - | 25/0
                declined t2/0 destination_closed | Returned  \
                | => t2 completed (bob returned, carol completed) | 55/0
                # Nothing went through: then the first leg's reason is the transfer's.
                transfer t3 bob:10 carol:20      | Debited   \
                | waits, credit bob t3/0, credit carol t3/1 | 25/0
                declined t3/1 destination_full   | Returned  | - | 45/0
                declined t3/0 destination_closed | Returned  | => destination_closed | 55/0
                transfer t3 bob:10 carol:20      | -         | destination_closed again | 55/0
                """);
    }

    @Test
    void systemAccountsCannotRefuseSoTheirLegsAreDoneAtOnce() {
        WalletScript.play(
                """
                open                          | Opened    | wallet v1          | -
                deposit 100                   | Deposited | deposit -> 100     | 100/0
                transfer t1 @fees:30 @grants:5 | Debited  | t1 completed       | 65/0
                transfer t1 @fees:30 @grants:5 | -        | t1 completed again | 65/0
                show t1                       | -         | t1 completed       | 65/0
                """);
    }

    @Test
    void twoLegsMayGoToOneWallet() {
        WalletScript.play(
                """
                open                     | Opened    | wallet v1      | -
                deposit 100              | Deposited | deposit -> 100 | 100/0
                transfer t1 bob:30 bob:9 | Debited   \
                | waits, credit bob t1/0, credit bob t1/1 | 61/0
                accepted t1/1            | -         | -              | 61/0
                accepted t1/0            | -         | => t1 completed | 61/0
                settle                   | Settled, Settled | -       | 61/0
                """);
    }

    @Test
    void timeNeverGoesBack() {
        var script =
                WalletScript.play(
                        """
                        open               | Opened    | wallet v1              | -
                        deposit 100        | Deposited | deposit -> 100         | 100/0
                        back 1h            | -         | -                      | 100/0
                        transfer t1 bob:40 | Debited   | waits, credit bob t1/0 | 60/0
                        """);
        org.assertj.core.api.Assertions.assertThat(script.wallet().lastAt())
                .isEqualTo(WalletScript.START);
    }

    /** As when its first write was in doubt and it is decided again. */
    @Test
    void evenWithoutAnyNameOfTheCallersTheSameRequestIsNotDoneTwice() {
        WalletScript.play(
                """
                open                         | Opened    | wallet v1              | -
                deposit 100                  | Deposited | deposit -> 100         | 100/0
                transfer ~s1 bob:40          | Debited   | waits, credit bob s1/0 | 60/0
                transfer ~s1 bob:40          | -         | waits again            | 60/0
                hold ~s1 40                  | Held      | s1 held 0/0/40         | 60/40
                hold ~s1 40                  | -         | s1 held 0/0/40 again   | 60/40
                capture s1 9 @fees as=s2     | Debited   | s2 completed, s1 held 9/0/31 | 51/31
                capture s1 9 @fees as=s2     | -         | s2 completed, s1 held 9/0/31 again \
                | 51/31
                capture s1 9 @fees as=s3     | Debited   | s3 completed, s1 held 18/0/22 | 42/22
                reverse s2/0 5 as=s4         | Refunded, ReversalCounted | s4 completed | 47/22
                reverse s2/0 5 as=s4         | -         | s4 completed again     | 47/22
                """);
    }
}
