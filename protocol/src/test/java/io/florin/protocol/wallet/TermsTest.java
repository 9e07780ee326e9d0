package io.florin.protocol.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the edge adds to a request, and what a wallet has of its own. */
class TermsTest {
    private static final Asset USD = new Asset("USD");
    private static final Asset THB = new Asset("THB");

    @Test
    void aLimitThatIsThereGoesBeforeTheOther() {
        assertThat(limits(1L, null, 3L).before(limits(7L, 8L, null))).isEqualTo(limits(1L, 8L, 3L));
        assertThat(SpendingLimits.NONE.before(limits(7L, 8L, 9L))).isEqualTo(limits(7L, 8L, 9L));
        assertThat(limits(0L, null, null).before(limits(7L, null, null)).perOperation()).isZero();
    }

    @Test
    void aChangeReplacesTheLimitsOfAnAssetAsAWhole() {
        var before = new OwnLimits(Map.of(USD, limits(1L, 2L, 3L), THB, limits(4L, null, null)));
        assertThat(before.with(new OwnLimits(Map.of(USD, limits(null, 9L, null)))))
                .isEqualTo(
                        new OwnLimits(
                                Map.of(USD, limits(null, 9L, null), THB, limits(4L, null, null))));
        assertThat(before.with(new OwnLimits(Map.of(THB, SpendingLimits.NONE))).byAsset())
                .containsOnlyKeys(USD);
        assertThat(before.with(OwnLimits.NONE)).isEqualTo(before);
    }

    @Test
    void limitsAndFeesAreMinorUnits() {
        assertThat(limits(0L, Money.MAX_MINOR, null)).isNotNull();
        refused(() -> limits(-1L, null, null));
        refused(() -> limits(null, Money.MAX_MINOR + 1, null));
        assertThat(terms(Money.MAX_MINOR).fee()).isEqualTo(Money.MAX_MINOR);
        refused(() -> terms(-1));
        refused(() -> terms(Money.MAX_MINOR + 1));
    }

    @Test
    void aScheduleIsAShortText() {
        refused(() -> Note.NONE.under(""));
        refused(() -> Note.NONE.under("s".repeat(65)));
        refused(() -> Terms.FREE.withRules(SpendingLimits.NONE, "", 0));
        assertThat(Note.NONE.under("s".repeat(64)).under(null)).isEqualTo(Note.NONE);
    }

    @Test
    void aWalletLimitsAtMostSoManyAssets() {
        var many = new HashMap<Asset, SpendingLimits>();
        for (int i = 0; i < OwnLimits.MAX_ASSETS; i++) {
            many.put(
                    new Asset("A" + (char) ('A' + i / 26) + (char) ('A' + i % 26)),
                    limits(1L, null, null));
        }
        assertThat(new OwnLimits(many).byAsset()).hasSize(OwnLimits.MAX_ASSETS);
        many.put(USD, SpendingLimits.NONE);
        refused(() -> new OwnLimits(many));
    }

    /** The fee is one of the legs. */
    @Test
    void aTransferOfAllTheLegsThereMayBeTakesNoFee() {
        var leg = new Leg(new WalletId("default", "bob"), 1);
        assertThat(new Request("k", transfer(leg, Leg.MAX_LEGS), terms(0))).isNotNull();
        assertThat(new Request("k", transfer(leg, Leg.MAX_LEGS - 1), terms(1))).isNotNull();
        refused(() -> new Request("k", transfer(leg, Leg.MAX_LEGS), terms(1)));
    }

    private static WalletCommand transfer(Leg leg, int legs) {
        List<Leg> all = Collections.nCopies(legs, leg);
        return new WalletCommand.Transfer(new TransferId("t"), true, USD, all, false, Note.NONE);
    }

    private static Terms terms(long fee) {
        return Terms.FREE.withRules(SpendingLimits.NONE, "app-1", fee);
    }

    private static SpendingLimits limits(
            @Nullable Long once, @Nullable Long day, @Nullable Long month) {
        return new SpendingLimits(once, day, month);
    }

    private static void refused(Runnable what) {
        assertThatIllegalArgumentException().isThrownBy(what::run);
    }
}
