package io.florin.node.rules;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletView.AssetView;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A wallet on paper: what DESIGN.md says it has, in maps that are crossed out and written over. */
final class PaperWallet {
    /** What is left of a hold; it has ended when nothing is. */
    static final class PaperHold {
        final Asset asset;
        final @Nullable Instant expiresAt;
        final PaperSpending.Sent sent;
        long remaining;

        PaperHold(
                Asset asset, long remaining, @Nullable Instant expiresAt, PaperSpending.Sent sent) {
            this.asset = asset;
            this.remaining = remaining;
            this.expiresAt = expiresAt;
            this.sent = sent;
        }

        /** What remains is free again. */
        void free() {
            sent.minor -= remaining;
            remaining = 0;
        }
    }

    /** A leg that may be sent back: to whom, how much of it is left, and if not, why not. */
    static final class PaperLeg {
        final Money money;
        final @Nullable SystemAccount paidTo;
        final boolean completed;
        long reversed;

        PaperLeg(Money money, @Nullable SystemAccount paidTo, boolean completed) {
            this.money = money;
            this.paidTo = paidTo;
            this.completed = completed;
        }
    }

    /** What a job costs, until it ends. */
    static final class PaperJob {
        final Money price;
        final @Nullable String uniqueKey;
        final PaperSpending.Sent sent;
        boolean open = true;

        PaperJob(Money price, @Nullable String uniqueKey, PaperSpending.Sent sent) {
            this.price = price;
            this.uniqueKey = uniqueKey;
            this.sent = sent;
        }
    }

    /** What was asked under a name, and what became of it; null is done. */
    record Remembered(WalletCommand asked, @Nullable Refusal outcome) {}

    final WalletId id;
    Status status = Status.ABSENT;
    Permission debits = Permission.ALLOWED;
    Permission credits = Permission.ALLOWED;
    final Map<Asset, Long> limits = new HashMap<>();
    final PaperSpending spending = new PaperSpending();
    final Map<Asset, Long> posted = new TreeMap<>();
    final Map<HoldId, PaperHold> holds = new LinkedHashMap<>();
    final Map<JobId, PaperJob> jobs = new LinkedHashMap<>();
    final Map<LegName, PaperLeg> legs = new LinkedHashMap<>();
    final Map<String, Remembered> names = new HashMap<>();

    PaperWallet(WalletId id) {
        this.id = id;
    }

    long posted(Asset asset) {
        return posted.getOrDefault(asset, 0L);
    }

    long held(Asset asset) {
        long ofHolds =
                holds.values().stream()
                        .filter(hold -> hold.asset.equals(asset))
                        .mapToLong(hold -> hold.remaining)
                        .sum();
        return ofHolds
                + openJobs()
                        .filter(job -> job.price.asset().equals(asset))
                        .mapToLong(job -> job.price.minor())
                        .sum();
    }

    /** posted − held + overdraft limit. */
    long available(Asset asset) {
        return posted(asset) - held(asset) + limits.getOrDefault(asset, 0L);
    }

    Map<Asset, AssetView> balances() {
        var balances = new TreeMap<Asset, AssetView>();
        for (var asset : posted.keySet()) {
            var view = new AssetView(asset, posted(asset), held(asset), available(asset));
            balances.put(asset, view);
        }
        return balances;
    }

    void add(Asset asset, long amount) {
        posted.merge(asset, amount, Long::sum);
    }

    long openHolds() {
        return holds.values().stream().filter(hold -> hold.remaining > 0).count();
    }

    Stream<PaperJob> openJobs() {
        return jobs.values().stream().filter(job -> job.open);
    }

    boolean isEmpty() {
        return openHolds() + openJobs().count() == 0
                && posted.values().stream().allMatch(minor -> minor == 0);
    }

    /** A hold ends by itself when it is due. */
    void pass(Instant now) {
        for (var hold : holds.values()) {
            if (hold.expiresAt != null && !hold.expiresAt.isAfter(now)) hold.free();
        }
    }
}
