package io.florin.node.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Settled;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the tables cannot show: numbers inside answers, what is due when, broken histories. */
class EvolutionTest {
    private static final Instant AT = WalletScript.START;
    private static final Asset USD = new Asset("USD");

    @Test
    void aRefusalForWantOfFundsSaysHowMuchIsMissing() {
        var script =
                WalletScript.play(
                        """
                        open limit=5        | Opened
                        deposit 30          | Deposited
                        hold h1 10          | Held
                        withdraw 26 k=K1    | Refused | insufficient_funds
                        """);
        assertThat(denial(script, "K1").facts())
                .isEqualTo(Map.of("required", 26L, "available", 25L, "shortfall", 1L));
    }

    @Test
    void whatIsBelowTheLimitIsSaidToBeNothingAvailable() {
        var script =
                WalletScript.play(
                        """
                        open limit=5        | Opened
                        withdraw 5          | Withdrawn
                        update limit=0      | Updated
                        withdraw 7 k=K1     | Refused | insufficient_funds
                        """);
        assertThat(denial(script, "K1").facts())
                .isEqualTo(Map.of("required", 7L, "available", 0L, "shortfall", 7L));
    }

    @Test
    void aRefusalOfTooMuchSaysWhatIsLeft() {
        var script =
                WalletScript.play(
                        """
                        open                             | Opened
                        credit bob/t1/0 30               | Credited
                        hold h1 10                       | Held
                        capture h1 11 bob as=c k=K1      | Refused | capture_exceeds_hold
                        reverse bob/t1/0 31 as=r k=K2    | Refused | reversal_exceeds_transfer
                        """);
        assertThat(denial(script, "K1").facts())
                .isEqualTo(Map.of("requested", 11L, "remaining", 10L));
        assertThat(denial(script, "K2").facts()).isEqualTo(Map.of("requested", 31L, "left", 30L));
    }

    private static Denial denial(WalletScript script, String key) {
        var query = new NameQuery.Key(key);
        var found = Objects.requireNonNull(script.past().find(List.of(query)).get(query));
        return ((Refused) found.getFirst().event()).denial();
    }

    @Test
    void theNextDueIsTheFirstHoldOfWhichNothingIsCapturing() {
        var script =
                WalletScript.play(
                        """
                        open                          | Opened
                        deposit 100                   | Deposited
                        hold h0 10                    | Held
                        """);
        assertThat(Rules.nextDue(script.wallet())).isNull();
        script.then(
                """
                hold h1 10 for=30s            | Held
                hold h2 10 for=20s            | Held
                """);
        assertThat(Rules.nextDue(script.wallet())).isEqualTo(AT.plusSeconds(20));
        script.then("capture h2 1 bob as=c1 k=K1   | Debited\n");
        assertThat(Rules.nextDue(script.wallet())).isEqualTo(AT.plusSeconds(30));
        script.then(
                """
                wait 25s                      | -
                declined c1/0 destination_full | Returned
                """);
        assertThat(Rules.nextDue(script.wallet())).isEqualTo(AT.plusSeconds(20));
    }

    @Test
    void whatIsUnfinishedIsInTheStateAndWhatIsFinishedIsNot() {
        var script =
                WalletScript.play(
                        """
                        open                          | Opened
                        deposit 100                   | Deposited
                        transfer t1 bob:1 carol:2 @fees:3 | Debited
                        hold h1 10                    | Held
                        credit bob/t2/0 7 promised    | Received
                        """);
        assertThat(script.wallet().position(USD)).isEqualTo(new Position(94, 10, 3, 7, spent(16)));
        assertThat(script.wallet().hasOpenWork()).isTrue();
        script.then(
                """
                accepted t1/0                  | -
                declined t1/1 destination_full | Returned
                settle                         | Settled
                release h1                     | Released
                cancel bob/t2/0                | LegCancelled
                """);
        assertThat(script.wallet().position(USD)).isEqualTo(new Position(96, 0, 0, 0, spent(4)));
        assertThat(script.wallet().hasOpenWork()).isFalse();
        assertThat(script.wallet().received()).isEmpty();
    }

    private static Spent spent(long minor) {
        return Spent.NOTHING.plus(minor, AT);
    }

    @Test
    void aHistoryThatContradictsItselfStopsTheWallet() {
        var wallet = WalletScript.play("open | Opened\n").wallet();
        var hold = new HoldFacts(new HoldId("h1"), HoldFacts.State.HELD, USD, 5, 0, 5, 0, null, AT);
        var settled =
                new Settled(
                        AT, new TransferId("t1"), 0, AT, hold, 0, new Money(USD, 5), Balance.ZERO);
        assertContradiction(wallet, settled);
        assertContradiction(wallet, new Confirmed(AT, new TransferId("t1"), USD, List.of()));
    }

    private static void assertContradiction(Wallet wallet, WalletEvent event) {
        assertThatThrownBy(() -> wallet.apply(event))
                .isInstanceOf(CorruptHistory.class)
                .hasMessageContaining("transfer t1 is not open");
    }

    @Test
    void theStampOfAnEventIsInMicrosecondsAndNeverBeforeTheLast() {
        var wallet = WalletScript.play("open | Opened\n").wallet();
        assertThat(wallet.stamp(AT.minusSeconds(1))).isEqualTo(AT);
        assertThat(wallet.stamp(AT.plusNanos(1_999))).isEqualTo(AT.plusNanos(1_000));
    }
}
