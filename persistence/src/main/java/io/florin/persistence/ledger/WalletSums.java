package io.florin.persistence.ledger;

import io.florin.persistence.ledger.EntryScan.LastLine;
import io.florin.persistence.ledger.EntryScan.WalletPart;
import java.util.HashMap;
import java.util.Map;

/** What each wallet's entries sum to, and what its last one says. Not thread-safe. */
final class WalletSums {
    private record Key(String entity, String asset) {}

    private static final class Sum {
        private long amount;
        private LastLine last = new LastLine(0, -1, 0);

        private void add(WalletPart part) {
            amount += part.own();
            var other = part.last();
            if (other != null && isLater(other, last)) last = other;
        }

        private static boolean isLater(LastLine one, LastLine other) {
            return one.sequence() != other.sequence()
                    ? one.sequence() > other.sequence()
                    : one.line() > other.line();
        }
    }

    private final Map<Key, Sum> sums = new HashMap<>();

    void add(WalletPart part) {
        sums.computeIfAbsent(new Key(part.entity(), part.asset()), _ -> new Sum()).add(part);
    }

    void check(Differences differences) {
        sums.forEach((key, sum) -> {
            if (sum.amount == sum.last.balance()) return;
            differences.add(
                    "The %s entries of wallet %s sum to %d, but entry %d.%d says %d."
                            .formatted(
                                    key.asset(),
                                    key.entity(),
                                    sum.amount,
                                    sum.last.sequence(),
                                    sum.last.line(),
                                    sum.last.balance()));
        });
    }
}
