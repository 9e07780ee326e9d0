package io.florin.persistence.audit;

import io.florin.protocol.ledger.LedgerCheck.AssetSum;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ./florin check} found.
 *
 * @param entities wallets and whatever else has events
 * @param events of all of them, up to the first difference
 * @param unread events of wallets that the read side has still to read; a start makes up for it
 * @param assets the sums, empty if there is a difference
 * @param digest of all wallets' heads, to keep; absent if there is a difference
 * @param difference the first one
 */
public record OfflineReport(
        long entities,
        long events,
        long unread,
        List<AssetSum> assets,
        Optional<HistoryDigest> digest,
        Optional<Difference> difference) {
    public OfflineReport {
        assets = List.copyOf(assets);
    }

    static OfflineReport different(ChainReport chains, Optional<Difference> difference) {
        return new OfflineReport(
                chains.entities(), chains.events(), 0, List.of(), Optional.empty(), difference);
    }

    public boolean ok() {
        return difference.isEmpty();
    }

    /** A few lines to print; the last one is the digest, or the first difference. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append("%d events of %d entities read.%n".formatted(events, entities));
        if (unread > 0) {
            text.append(
                    "%d events are not in the read side yet; the sums are of before them.%n"
                            .formatted(unread));
        }
        for (var asset : assets) {
            text.append(
                    "%s: sum %d, in flight %d%n"
                            .formatted(asset.asset(), asset.sum(), asset.inFlight()));
        }
        difference.ifPresent(found -> text.append("DIFFERENCE ").append(found).append('\n'));
        digest.ifPresent(drawn -> text.append("digest ").append(drawn).append('\n'));
        return text.toString();
    }
}
