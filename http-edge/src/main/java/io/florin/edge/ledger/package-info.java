/**
 * History and sums, from the read side: {@link io.florin.edge.ledger.HistoryRoutes} shows one
 * wallet's, {@link io.florin.edge.ledger.LedgerCheckRoutes} checks the whole.
 */
@NullMarked
package io.florin.edge.ledger;

import org.jspecify.annotations.NullMarked;
