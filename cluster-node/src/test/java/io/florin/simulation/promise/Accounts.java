package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.Posting;
import io.florin.protocol.ledger.Postings;
import io.florin.protocol.money.Asset;
import io.florin.protocol.wallet.WalletEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Promise 1 and 8: every account's balance from entries alone; time that never goes back. */
final class Accounts {
    private final Map<Account, Map<Asset, Long>> balances = new HashMap<>();
    private final Map<WalletId, Instant> lastAt = new HashMap<>();

    /** Books an event and gives its entries. */
    List<Posting> committed(WalletId wallet, WalletEvent event) {
        var before = lastAt.put(wallet, event.at());
        unless(
                before == null || !event.at().isBefore(before),
                "%s: %s is earlier than the event before it, %s",
                wallet,
                event,
                before);
        var lines = Postings.of(wallet, event);
        var sums = new HashMap<Asset, Long>();
        for (var line : lines) {
            sums.merge(line.asset(), line.amount(), Long::sum);
            long after = book(line);
            if (line.account().equals(wallet)) {
                unless(
                        line.balanceAfter() != null && line.balanceAfter() == after,
                        "%s: %s says that it owns %s after it, the entries say %s",
                        wallet,
                        event,
                        line.balanceAfter(),
                        after);
            }
        }
        sums.forEach(
                (asset, sum) -> unless(sum == 0, "%s: %s adds %s %s", wallet, event, sum, asset));
        return lines;
    }

    private long book(Posting line) {
        long after =
                balances.computeIfAbsent(line.account(), _ -> new HashMap<>())
                        .merge(line.asset(), line.amount(), Long::sum);
        unless(
                !line.account().equals(SystemAccount.TRANSIT) || after >= 0,
                "%s %s in transit",
                after,
                line.asset());
        return after;
    }

    long of(Account account, Asset asset) {
        return balances.getOrDefault(account, Map.of()).getOrDefault(asset, 0L);
    }

    boolean isEmpty(Account account) {
        return balances.getOrDefault(account, Map.of()).values().stream().allMatch(b -> b == 0);
    }

    /** Once nothing is open. */
    void ended() {
        unless(
                isEmpty(SystemAccount.TRANSIT),
                "in transit: %s",
                balances.get(SystemAccount.TRANSIT));
        var sums = new HashMap<Asset, Long>();
        balances.values()
                .forEach(of -> of.forEach((asset, sum) -> sums.merge(asset, sum, Long::sum)));
        sums.forEach((asset, sum) -> unless(sum == 0, "all accounts sum to %s %s", sum, asset));
    }
}
