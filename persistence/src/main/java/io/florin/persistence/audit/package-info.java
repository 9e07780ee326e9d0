/**
 * Everything that is checked offline, by {@link io.florin.persistence.audit.OfflineCheck}: {@link
 * io.florin.persistence.audit.LedgerAudit} counts the money again, and here is the proof that the
 * journal's history was not changed. {@link io.florin.persistence.audit.ChainCheck} verifies every
 * entity's chain of hashes, draws a {@link io.florin.persistence.audit.HistoryDigest} of all heads
 * to keep elsewhere, and shows later that the history it was drawn of is still there, unchanged,
 * and only grew.
 */
@NullMarked
package io.florin.persistence.audit;

import org.jspecify.annotations.NullMarked;
