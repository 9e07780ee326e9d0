package io.florin.node.rules;

import io.florin.node.rules.PaperWallet.PaperLeg;
import io.florin.protocol.account.Account;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the legs of one transfer arrive on paper, one after another. */
final class PaperArrivals {
    private final PaperBank bank;
    private final PaperWallet from;
    private final Transfer transfer;
    private final long fee;
    private final List<@Nullable Refusal> outcomes = new ArrayList<>();

    PaperArrivals(PaperBank bank, PaperWallet from, Transfer asked, long fee) {
        this.bank = bank;
        this.from = from;
        this.fee = fee;
        this.transfer = fee == 0 ? asked : withFee(asked, fee);
    }

    /** A fee is one more leg, and all of it goes through or nothing. */
    private static Transfer withFee(Transfer c, long fee) {
        var legs = new ArrayList<>(c.legs());
        legs.add(new Leg(SystemAccount.FEES, fee));
        return new Transfer(c.id(), c.given(), c.asset(), legs, true, c.note());
    }

    void arrive() {
        if (transfer.allOrNothing()) promise();
        boolean cancelled = outcomes.stream().anyMatch(Objects::nonNull);
        for (int i = 0; i < transfer.legs().size(); i++) {
            if (!transfer.allOrNothing()) outcomes.add(refusal(i, 0));
            move(i, !cancelled && outcomes.get(i) == null);
        }
    }

    /** All or nothing: each leg is promised, whatever becomes of the others. */
    private void promise() {
        var promised = new HashMap<Account, Long>();
        for (int i = 0; i < transfer.legs().size(); i++) {
            var to = transfer.legs().get(i).to();
            var refusal = refusal(i, promised.getOrDefault(to, 0L));
            outcomes.add(refusal);
            if (refusal != null || !(to instanceof WalletId id)) continue;
            promised.merge(to, money(i).minor(), Long::sum);
            bank.wallet(id).add(transfer.asset(), 0);
        }
    }

    private @Nullable Refusal refusal(int leg, long promised) {
        return transfer.legs().get(leg).to() instanceof WalletId id
                ? bank.refusal(bank.wallet(id), money(leg), promised)
                : null;
    }

    private void move(int leg, boolean completes) {
        var money = money(leg);
        var name = new LegName(from.id, transfer.id(), leg);
        switch (transfer.legs().get(leg).to()) {
            case SystemAccount account -> {
                from.legs.put(name, new PaperLeg(money, account, completes));
                if (completes) bank.pay(from, account, money.asset(), money.minor());
            }
            case WalletId id -> {
                var to = bank.wallet(id);
                to.legs.put(name, new PaperLeg(money, null, completes));
                if (!completes) return;
                from.add(money.asset(), -money.minor());
                to.add(money.asset(), money.minor());
            }
        }
    }

    private Money money(int leg) {
        return new Money(transfer.asset(), transfer.legs().get(leg).amount());
    }

    boolean anyCompleted() {
        return transfer.allOrNothing()
                ? outcomes.stream().allMatch(Objects::isNull)
                : outcomes.stream().anyMatch(Objects::isNull);
    }

    /** The sum of the legs that went through, without the fee. */
    long arrived() {
        if (transfer.allOrNothing() && !anyCompleted()) return 0;
        long sum = 0;
        for (int i = 0; i < transfer.legs().size(); i++) {
            if (outcomes.get(i) == null) sum += transfer.legs().get(i).amount();
        }
        return sum - fee;
    }

    /** Done if there is none. */
    Refusal firstRefusal() {
        return outcomes.stream().filter(Objects::nonNull).findFirst().orElse(Refusal.INTERNAL);
    }
}
