package io.florin.protocol.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.EventSamples;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.LegCancelled;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Repeated;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.ReversalCounted;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostingsTest {
    private static final WalletId ANN = new WalletId("default", "ann");
    private static final WalletId BOB = new WalletId("default", "bob");
    private static final Asset USD = new Asset("USD");
    private static final Instant AT = Instant.EPOCH;
    private static final TransferId T1 = new TransferId("t1");

    /** Promise 1, by event: whatever it says, its lines sum to zero and end at its balance. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20251121})
    void everyEventSumsToZeroAndEndsAtItsBalance(long seed) {
        var samples = new EventSamples(seed);
        for (int round = 0; round < 200; round++) {
            for (var event : samples.oneOfEach()) {
                var lines = Postings.of(ANN, event);
                var sums =
                        lines.stream()
                                .collect(groupingBy(Posting::asset, summingLong(Posting::amount)));
                assertThat(sums.values())
                        .as(event.getClass().getSimpleName())
                        .allMatch(sum -> sum == 0);
                var own = lines.stream().filter(line -> line.account().equals(ANN)).toList();
                if (!own.isEmpty()) {
                    assertThat(own.getLast().balanceAfter()).isEqualTo(posted(event));
                }
                assertThat(own).allMatch(line -> line.balanceAfter() != null);
            }
        }
    }

    private static long posted(WalletEvent event) {
        return switch (event) {
            case Deposited e -> e.after().posted();
            case Withdrawn e -> e.after().posted();
            case Refunded e -> e.after().posted();
            case Debited e -> e.after().posted();
            case Cancelled e -> e.after().posted();
            case Returned e -> e.after().posted();
            case Credited e -> e.after().posted();
            case LegConfirmed e -> e.after().posted();
            case JobEnded e -> e.after().posted();
            case Opened _,
                    Updated _,
                    Confirmed _,
                    Settled _,
                    CreditRefused _,
                    Received _,
                    LegCancelled _,
                    Held _,
                    Released _,
                    JobSubmitted _,
                    JobFoundOpen _,
                    ReversalCounted _,
                    Refused _,
                    Repeated _ ->
                    throw new AssertionError("moves nothing of the wallet: " + event);
        };
    }

    /** Each line of the wallet starts where the one before ended. */
    @Test
    void aDebitOfSeveralLegsCountsDown() {
        var legs = List.of(new Leg(BOB, 5), new Leg(SystemAccount.FEES, 2), new Leg(BOB, 3));
        assertThat(play(debited(legs, false, 90)))
                .containsExactly(
                        "default/ann -5 = 95",
                        "@transit +5",
                        "default/ann -2 = 93",
                        "@fees +2",
                        "default/ann -3 = 90",
                        "@transit +3");
    }

    /** All or nothing: even a system account is paid only by the decision. */
    @Test
    void anAllOrNothingDebitPaysNobodyYet() {
        var legs = List.of(new Leg(BOB, 5), new Leg(SystemAccount.FEES, 2));
        assertThat(play(debited(legs, true, 93)))
                .containsExactly(
                        "default/ann -5 = 95", "@transit +5", "default/ann -2 = 93", "@transit +2");
        assertThat(play(new Confirmed(AT, T1, USD, List.of(legs.getLast()))))
                .containsExactly("@transit -2", "@fees +2");
    }

    /** The fee is a debit of its own, so that a statement shows both. */
    @Test
    void aWithdrawalWithAFeePaysTwoAccounts() {
        var bank = new SystemAccount("@external:bank");
        var withdrawn =
                new Withdrawn(
                        AT,
                        Receipt.NONE,
                        "m",
                        new Money(USD, 40),
                        bank,
                        null,
                        Note.NONE,
                        new Balance(45, 0),
                        15);
        assertThat(play(withdrawn))
                .containsExactly(
                        "default/ann -40 = 60",
                        "@external:bank +40",
                        "default/ann -15 = 45",
                        "@fees +15");
    }

    @Test
    void aCreditComesOutOfTransit() {
        assertThat(play(credited(false))).containsExactly("@transit -5", "default/ann +5 = 105");
    }

    @Test
    void aCreditOfAClosedWalletGoesToSuspense() {
        assertThat(play(credited(true))).containsExactly("@transit -5", "@suspense +5");
        var after = new Balance(0, 0);
        var five = new Money(USD, 5);
        var bank = new SystemAccount("@external:bank");
        var due = new Deposited(AT, Receipt.NONE, "m", five, bank, "r", Note.NONE, after, true);
        assertThat(play(due)).containsExactly("@external:bank -5", "@suspense +5");
    }

    /** Over a whole transfer, refused or not, transit is left as it was. */
    @Test
    void transitIsEmptyAtTheEnd() {
        var debit = debited(List.of(new Leg(BOB, 5)), false, 95);
        var returned =
                new Returned(
                        AT,
                        T1,
                        0,
                        Denial.of(Refusal.DESTINATION_CLOSED),
                        null,
                        new Money(USD, 5),
                        new Balance(100, 0));
        assertThat(transit(debit, credited(false))).isZero();
        assertThat(transit(debit, returned)).isZero();
        assertThat(transit(debit)).isEqualTo(5);
    }

    private static long transit(WalletEvent... events) {
        return Stream.of(events)
                .flatMap(event -> Postings.of(ANN, event).stream())
                .filter(line -> line.account().equals(SystemAccount.TRANSIT))
                .mapToLong(Posting::amount)
                .sum();
    }

    private static Debited debited(List<Leg> legs, boolean allOrNothing, long posted) {
        var kind = TransferKind.TRANSFER;
        var after = new Balance(posted, 0);
        return new Debited(
                AT,
                Receipt.NONE,
                T1,
                kind,
                USD,
                legs,
                allOrNothing,
                null,
                null,
                false,
                Note.NONE,
                after,
                0);
    }

    private static Credited credited(boolean suspended) {
        var name = new LegName(BOB, T1, 0);
        var after = new Balance(105, 0);
        var kind = TransferKind.TRANSFER;
        return new Credited(AT, name, kind, new Money(USD, 5), Note.NONE, suspended, after);
    }

    private static List<String> play(WalletEvent event) {
        return Postings.of(ANN, event).stream().map(PostingsTest::line).toList();
    }

    private static String line(Posting line) {
        var text = "%s %+d".formatted(line.account(), line.amount());
        return line.balanceAfter() == null ? text : text + " = " + line.balanceAfter();
    }
}
