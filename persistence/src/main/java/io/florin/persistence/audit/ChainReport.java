package io.florin.persistence.audit;

import java.util.Optional;

/**
 * What an audit of the chains found.
 *
 * @param entities how many entities were seen
 * @param events how many events were seen, up to the first difference
 * @param digest of the history, to keep; absent if there is a difference
 * @param difference the first one, if there is any
 */
public record ChainReport(
        long entities,
        long events,
        Optional<HistoryDigest> digest,
        Optional<Difference> difference) {
    public boolean isUnchanged() {
        return difference.isEmpty();
    }
}
