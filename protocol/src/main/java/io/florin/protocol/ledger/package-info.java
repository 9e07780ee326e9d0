/**
 * The ledger as it is read: double entries ({@link io.florin.protocol.ledger.Postings} derives them
 * from each event), history, balances in the past, and the door to them, {@link
 * io.florin.protocol.ledger.Ledger}.
 */
@NullMarked
package io.florin.protocol.ledger;

import org.jspecify.annotations.NullMarked;
