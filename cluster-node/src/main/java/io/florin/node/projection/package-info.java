/**
 * The read side at work: {@link io.florin.node.projection.ReadSide} projects the journal's events
 * by slice range into the read tables, exactly once with the offset, answers the {@code Ledger}
 * door, and wakes wallets that have left work unfinished.
 */
@NullMarked
package io.florin.node.projection;

import org.jspecify.annotations.NullMarked;
