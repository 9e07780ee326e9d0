package io.florin.persistence.audit;

import io.florin.persistence.ledger.Afterwards;
import io.florin.persistence.ledger.RecordedEvent;
import io.florin.protocol.ledger.Posting;
import io.florin.protocol.ledger.Postings;
import io.florin.protocol.money.Asset;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.JobFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One wallet's balances, counted again from its entries, holds and jobs. Not thread-safe. */
final class WalletReplay {
    private final Map<Asset, Long> posted = new HashMap<>();
    private final Map<Asset, Long> held = new HashMap<>();
    private final Map<HoldId, Long> remaining = new HashMap<>();
    private Instant last = Instant.MIN;

    /** What is wrong with the event, as a sentence. */
    Optional<String> apply(RecordedEvent recorded) {
        var event = recorded.event();
        if (event.at().isBefore(last)) {
            return Optional.of("its time " + event.at() + " is before the last one's, " + last);
        }
        last = event.at();
        var sums = new HashMap<Asset, Long>();
        for (var posting : Postings.of(recorded.wallet(), event)) {
            sums.merge(posting.asset(), posting.amount(), Long::sum);
            if (!posting.account().equals(recorded.wallet())) continue;
            var wrong = post(posting);
            if (wrong.isPresent()) return wrong;
        }
        for (var sum : sums.entrySet()) {
            if (sum.getValue() == 0) continue;
            return Optional.of("its entries sum to " + sum.getValue() + " " + sum.getKey());
        }
        hold(Afterwards.hold(event));
        job(Afterwards.job(event));
        var after = Afterwards.balance(event);
        return after == null ? Optional.empty() : compare(after.asset(), after.balance());
    }

    private Optional<String> post(Posting posting) {
        long sum = posted.merge(posting.asset(), posting.amount(), Long::sum);
        return posting.balanceAfter() != null && posting.balanceAfter() == sum
                ? Optional.empty()
                : Optional.of(
                        "an entry says that the wallet then owned %s %s, its entries sum to %d"
                                .formatted(posting.balanceAfter(), posting.asset(), sum));
    }

    private void hold(@Nullable HoldFacts facts) {
        if (facts == null) return;
        var before = remaining.put(facts.id(), facts.remaining());
        held.merge(facts.asset(), facts.remaining() - (before == null ? 0 : before), Long::sum);
        if (facts.state() != HoldFacts.State.HELD) remaining.remove(facts.id());
    }

    private void job(@Nullable JobFacts facts) {
        if (facts == null) return;
        var price = facts.price();
        boolean opens = facts.state() == JobFacts.State.OPEN;
        held.merge(price.asset(), opens ? price.minor() : -price.minor(), Long::sum);
    }

    private Optional<String> compare(Asset asset, Balance said) {
        var counted = new Balance(posted.getOrDefault(asset, 0L), held.getOrDefault(asset, 0L));
        return counted.equals(said)
                ? Optional.empty()
                : Optional.of(
                        "it says %s of %s, its entries and holds make %s"
                                .formatted(said, asset, counted));
    }
}
