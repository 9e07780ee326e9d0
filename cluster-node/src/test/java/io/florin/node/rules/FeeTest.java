package io.florin.node.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.ledger.Posting;
import io.florin.protocol.ledger.Postings;
import io.florin.protocol.wallet.WalletEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is charged, when, and that nobody pays for what came back. */
class FeeTest {
    @Test
    void theFeeIsPaidWhenTheTransferGoesThrough() {
        var script =
                WalletScript.play(
                        """
                        open                      | Opened    | wallet v1      | -
                        deposit 100               | Deposited | deposit -> 100 | 100/0
                        transfer t1 bob:40 fee=15 | Debited   | waits, promise bob t1/0 | 45/0
                        transfer t1 bob:40        | -         | waits again    | 45/0
                        accepted t1/0             | Confirmed | confirm bob t1/0, => t1 completed | 45/0
                        spendable t1/0            | -         | -              | 45/0
                        settle                    | Settled   | -              | 45/0
                        # Another fee by now; the same answer for ever.
                        transfer t1 bob:40 fee=99 | -         | t1 completed again | 45/0
                        """);
        assertThat(fees(script)).containsExactly("Confirmed 15");
    }

    @Test
    void theFeeComesBackWithTheMoney() {
        var script =
                WalletScript.play(
                        """
                        open                      | Opened    | wallet v1      | -
                        deposit 100               | Deposited | deposit -> 100 | 100/0
                        transfer t1 bob:40 fee=15 | Debited   | waits, promise bob t1/0 | 45/0
                        declined t1/0 destination_closed | Cancelled \
                        | cancel bob t1/0, => destination_closed | 100/0
                        transfer t1 bob:40 fee=15 | -         | destination_closed again | 100/0
                        """);
        assertThat(fees(script)).isEmpty();
    }

    /** It is one price for the whole, so the whole goes through or nothing does. */
    @Test
    void aSaleWithAFeeIsAllOrNothing() {
        var script =
                WalletScript.play(
                        """
                        open                              | Opened    | wallet v1      | -
                        deposit 100                       | Deposited | deposit -> 100 | 100/0
                        transfer t1 bob:40 carol:20 fee=5 | Debited \
                        | waits, promise bob t1/0, promise carol t1/1 | 35/0
                        accepted t1/0                     | -         | -              | 35/0
                        declined t1/1 destination_full    | Cancelled \
                        | cancel bob t1/0, cancel carol t1/1, => destination_full | 100/0
                        """);
        assertThat(fees(script)).isEmpty();
    }

    @Test
    void withNobodyWhoCouldRefuseItIsPaidAtOnce() {
        var script =
                WalletScript.play(
                        """
                        open                         | Opened    | wallet v1        | -
                        deposit 100                  | Deposited | deposit -> 100   | 100/0
                        transfer t1 @grants:40 fee=5 | Debited   | t1 completed     | 55/0
                        withdraw 20 fee=10           | Withdrawn | withdrawal -> 25 | 25/0
                        # A hold and its capture are free.
                        hold h1 20 fee=9             | Held      | h1 held 0/0/20   | 25/20
                        capture h1 20 @grants as=c1 fee=9 | Debited \
                        | c1 completed, h1 captured 20/0/0 | 5/0
                        """);
        assertThat(fees(script)).containsExactly("Debited 5", "Withdrawn 10");
    }

    @Test
    void fundsHaveToCoverTheFee() {
        WalletScript.play(
                """
                open                      | Opened    | wallet v1          | -
                deposit 100               | Deposited | deposit -> 100     | 100/0
                transfer t1 bob:96 fee=5  | Refused   | insufficient_funds | 100/0
                withdraw 96 fee=5 k=A     | Refused   | insufficient_funds | 100/0
                transfer t2 bob:95 fee=5  | Debited   | waits, promise bob t2/0 | 0/0
                """);
    }

    /** By an operator: the fee is the last leg. */
    @Test
    void aPaidFeeCanBeReversed() {
        var script =
                WalletScript.play(
                        """
                        open                         | Opened    | wallet v1      | -
                        deposit 100                  | Deposited | deposit -> 100 | 100/0
                        transfer t1 bob:40 fee=15    | Debited   | waits, promise bob t1/0 | 45/0
                        accepted t1/0                | Confirmed | confirm bob t1/0, => t1 completed | 45/0
                        spendable t1/0               | -         | -              | 45/0
                        settle                       | Settled   | -              | 45/0
                        reverse t1/1 15 as=r1        | Refunded, ReversalCounted | r1 completed | 60/0
                        """);
        assertThat(fees(script)).containsExactly("Confirmed 15", "Refunded -15");
    }

    /** What the fee account got, by event. */
    private static List<String> fees(WalletScript script) {
        var fees = new ArrayList<String>();
        for (var stored : script.past().all()) {
            WalletEvent event = stored.event();
            for (Posting posting : Postings.of(Phrases.ME, event)) {
                if (!posting.account().equals(SystemAccount.FEES)) continue;
                fees.add(event.getClass().getSimpleName() + " " + posting.amount());
            }
        }
        return fees;
    }
}
