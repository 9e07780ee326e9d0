package io.florin.protocol.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.journal.Named;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of what a wallet is asked. */
class WalletWordsTest {
    private static final Asset USD = new Asset("USD");
    private static final Money MONEY = new Money(USD, 1);
    private static final WalletId BOB = new WalletId("default", "bob");
    private static final SystemAccount BANK = new SystemAccount("@external:bank");
    private static final TransferId T1 = new TransferId("t1");
    private static final HoldId H1 = new HoldId("h1");

    @ParameterizedTest
    @ValueSource(strings = {" ", "~", "any printable: {}[]\"'\\"})
    void aKeyIsPrintableAscii(String key) {
        assertThat(new Request(key, new WalletCommand.Release(H1)).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\t", "\u007f", "é", "a\0"})
    void nothingElseIsAKey(String key) {
        refused(() -> new Request(key, new WalletCommand.Release(H1)));
    }

    @Test
    void aKeyHasAtMost255Characters() {
        assertThat(Request.isKey("k".repeat(255))).isTrue();
        assertThat(Request.isKey("k".repeat(256))).isFalse();
    }

    @Test
    void overdraftLimitsKeepTheirBounds() {
        var limits = new HashMap<Asset, Long>();
        for (int i = 0; i < OverdraftLimits.MAX_ASSETS; i++) limits.put(new Asset("A" + i), 1L);
        assertThat(new OverdraftLimits(limits).of(new Asset("A63"))).isEqualTo(1);
        assertThat(new OverdraftLimits(limits).of(USD)).isZero();
        limits.put(USD, 1L);
        refused(() -> new OverdraftLimits(limits));
        refused(() -> new OverdraftLimits(Map.of(USD, -1L)));
        refused(() -> new OverdraftLimits(Map.of(USD, Money.MAX_MINOR + 1)));
    }

    @Test
    void laterOverdraftLimitsReplaceEarlierOnesAssetByAsset() {
        var thb = new Asset("THB");
        var first = new OverdraftLimits(Map.of(USD, 5L, thb, 6L));
        assertThat(first.with(new OverdraftLimits(Map.of(USD, 0L))).byAsset())
                .isEqualTo(Map.of(USD, 0L, thb, 6L));
    }

    @Test
    void aTransferHasOneToAHundredLegs() {
        var leg = new Leg(BOB, Money.MAX_MINOR);
        assertThat(transfer(Collections.nCopies(100, leg)).total())
                .isEqualTo(100 * Money.MAX_MINOR);
        refused(() -> transfer(List.of()));
        refused(() -> transfer(Collections.nCopies(101, leg)));
    }

    private static WalletCommand.Transfer transfer(List<Leg> legs) {
        return new WalletCommand.Transfer(T1, true, USD, legs, false, Note.NONE);
    }

    @Test
    void amountsThatMayBeLeftOutAreAmountsWhereTheyAreNot() {
        var leg = new LegName(BOB, T1, 0);
        for (long amount : new long[] {0, -1, Money.MAX_MINOR + 1}) {
            refused(() -> new WalletCommand.Capture(H1, T1, amount, BOB, false));
            refused(() -> new WalletCommand.Reverse(T1, leg, amount, false, Note.NONE));
        }
        refused(() -> new WalletCommand.Capture(H1, T1, 1L, SystemAccount.TRANSIT, false));
    }

    @Test
    void aHoldExpiresWithinTenYears() {
        assertThat(hold(315_360_000L).expiresInSeconds()).isEqualTo(315_360_000L);
        refused(() -> hold(0));
        refused(() -> hold(315_360_001L));
    }

    private static WalletCommand.Hold hold(long seconds) {
        return new WalletCommand.Hold(H1, true, MONEY, seconds, Note.NONE);
    }

    @Test
    void whatCannotBeStoredIsNotAsked() {
        refused(() -> new WalletCommand.Open("", OverdraftLimits.NONE, Map.of()));
        refused(() -> new WalletCommand.Open("\0", OverdraftLimits.NONE, Map.of()));
        refused(() -> new WalletCommand.Open("a".repeat(256), OverdraftLimits.NONE, Map.of()));
        refused(() -> new WalletCommand.Deposit("m", MONEY, BANK, "", Note.NONE));
        refused(() -> new WalletCommand.Deposit("m", MONEY, BANK, "r".repeat(256), Note.NONE));
        refused(() -> new WalletCommand.Withdraw("m", MONEY, BANK, "\uD83D", Note.NONE));
        refused(() -> new WalletCommand.Withdraw("/", MONEY, BANK, null, Note.NONE));
        refused(() ->
                new WalletCommand.Deposit("m", MONEY, SystemAccount.TRANSIT, null, Note.NONE));
        refused(() -> new WalletCommand.Update(null, null, Status.ABSENT, OverdraftLimits.NONE));
    }

    /** These texts are stored; and the longest of each kind fits the journal's column. */
    @Test
    void namesAreFrozenAndFit() {
        var leg = new LegName(new WalletId("default", "ann"), T1, 7);
        assertThat(
                        List.of(
                                Names.transfer(T1),
                                Names.decision(T1),
                                Names.end(T1, 7),
                                Names.credit(leg),
                                Names.confirmation(leg),
                                Names.hold(H1),
                                Names.holdEnd(H1),
                                Names.reference(BANK, "ref/1 é"),
                                Names.reversal(leg, 12)))
                .containsExactly(
                        "t/t1",
                        "k/t1",
                        "e/t1/7",
                        "c/ann/t1/7",
                        "f/ann/t1/7",
                        "h/h1",
                        "x/h1",
                        "d/@external:bank/ref/1 é",
                        "r/ann/t1/7/000012");
        var longest = "i".repeat(64);
        var longLeg = new LegName(new WalletId("a", longest), new TransferId(longest), 99);
        var longAccount = new SystemAccount("@" + "a".repeat(32) + ":" + "b".repeat(32));
        assertThat(Names.reversal(longLeg, 999_999)).hasSizeLessThanOrEqualTo(Named.MAX_CHARS);
        assertThat(Names.reference(longAccount, "r".repeat(255)))
                .hasSizeLessThanOrEqualTo(Named.MAX_CHARS);
    }

    private static void refused(Runnable making) {
        assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
    }
}
