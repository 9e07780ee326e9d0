package io.florin.protocol.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import org.junit.jupiter.api.Test;

class LegTest {
    private static final WalletId BOB = new WalletId("default", "bob");

    @Test
    void aLegCarriesAnAmount() {
        assertThat(new Leg(BOB, Money.MAX_MINOR).amount()).isEqualTo(Money.MAX_MINOR);
        refused(() -> new Leg(BOB, 0));
        refused(() -> new Leg(BOB, -1));
        refused(() -> new Leg(BOB, Money.MAX_MINOR + 1));
    }

    @Test
    void theLedgersOwnAccountsTakeNoLeg() {
        refused(() -> new Leg(SystemAccount.TRANSIT, 1));
        refused(() -> new Leg(SystemAccount.SUSPENSE, 1));
        assertThat(new Leg(SystemAccount.FEES, 1).to()).isEqualTo(SystemAccount.FEES);
    }

    @Test
    void aLegIsNumberedBelowTheMost() {
        var id = new TransferId("t1");
        assertThat(new LegName(BOB, id, 99).tail()).isEqualTo("bob/t1/99");
        refused(() -> new LegName(BOB, id, -1));
        refused(() -> new LegName(BOB, id, Leg.MAX_LEGS));
        refused(() -> new TransferId("a/b"));
    }

    private static void refused(Runnable making) {
        assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
    }
}
