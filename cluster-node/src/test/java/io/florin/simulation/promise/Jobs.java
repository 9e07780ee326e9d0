package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.wallet.JobFacts;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A priced job ends once, all of its price is captured or released then, and of a unique key at
 * most one is open.
 */
final class Jobs {
    private record Name(WalletId wallet, JobId job) {}

    private record UniqueKey(WalletId wallet, String text) {}

    private record Job(JobFacts facts, @Nullable UniqueKey uniqueKey) {}

    private final Map<Name, Job> latest = new HashMap<>();
    private final Map<UniqueKey, JobId> open = new HashMap<>();
    private final Map<WalletId, Map<Asset, Long>> held = new HashMap<>();

    void committed(WalletId wallet, WalletEvent event) {
        switch (event) {
            case JobSubmitted e -> submitted(wallet, e);
            case JobEnded e -> ended(wallet, e);
            case JobFoundOpen e ->
                    unless(isOpen(wallet, e.job()), "%s: is not open: %s", wallet, e);
            default -> {}
        }
    }

    private void submitted(WalletId wallet, JobSubmitted event) {
        var facts = event.job();
        var text = event.spec().uniqueKey();
        var key = text == null ? null : new UniqueKey(wallet, text);
        unless(
                latest.put(new Name(wallet, facts.id()), new Job(facts, key)) == null
                        && facts.state() == JobFacts.State.OPEN
                        && facts.capturedTo() == null
                        && facts.submittedAt().equals(event.at()),
                "%s: %s",
                wallet,
                event);
        unless(key == null || open.put(key, facts.id()) == null, "%s: open: %s", wallet, event);
        hold(wallet, facts, facts.price().minor());
    }

    private boolean isOpen(WalletId wallet, JobFacts facts) {
        var job = latest.get(new Name(wallet, facts.id()));
        return job != null
                && job.facts().equals(facts)
                && job.uniqueKey() != null
                && facts.id().equals(open.get(job.uniqueKey()));
    }

    private void ended(WalletId wallet, JobEnded event) {
        var facts = event.job();
        var before = latest.get(new Name(wallet, facts.id()));
        unless(before != null, "%s: no such job: %s", wallet, event);
        var job = Objects.requireNonNull(before);
        boolean captured = facts.state() == JobFacts.State.CAPTURED;
        unless(job.facts().state() == JobFacts.State.OPEN, "%s: ended twice: %s", wallet, event);
        unless(
                facts.state() != JobFacts.State.OPEN
                        && captured == (facts.capturedTo() != null)
                        && facts.price().equals(job.facts().price())
                        && facts.submittedAt().equals(job.facts().submittedAt()),
                "%s: %s does not follow from %s",
                wallet,
                event,
                job);
        latest.put(new Name(wallet, facts.id()), new Job(facts, job.uniqueKey()));
        if (job.uniqueKey() != null) open.remove(job.uniqueKey());
        hold(wallet, facts, -facts.price().minor());
    }

    private void hold(WalletId wallet, JobFacts facts, long more) {
        held.computeIfAbsent(wallet, _ -> new HashMap<>())
                .merge(facts.price().asset(), more, Long::sum);
    }

    /** What of the wallet's money is set aside for jobs. */
    long held(WalletId wallet, Asset asset) {
        return held.getOrDefault(wallet, Map.of()).getOrDefault(asset, 0L);
    }

    boolean noneHeld(WalletId wallet) {
        return held.getOrDefault(wallet, Map.of()).values().stream().allMatch(h -> h == 0);
    }
}
