/**
 * The read side's tables. {@link io.florin.persistence.ledger.LedgerGroup} turns events into rows
 * of all of them; {@link io.florin.persistence.ledger.StatementQuery}, {@link
 * io.florin.persistence.ledger.TransferQuery} and {@link
 * io.florin.persistence.ledger.OpenWorkQuery} read them; {@link
 * io.florin.persistence.ledger.LedgerCheckQuery} counts them through at one cut of the journal.
 *
 * <p>Rows hold values after an event and are keyed by what the event names, so writing an event
 * again changes nothing. All of it follows from the journal, but {@link
 * io.florin.persistence.ledger.ReferenceTable}.
 */
@NullMarked
package io.florin.persistence.ledger;

import org.jspecify.annotations.NullMarked;
