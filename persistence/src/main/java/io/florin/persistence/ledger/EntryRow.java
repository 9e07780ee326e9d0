package io.florin.persistence.ledger;

import io.florin.persistence.journal.Hash;
import io.florin.protocol.account.Note;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of table {@code ledger_entry}: both sides of one double entry.
 *
 * @param balanceAfter and {@code heldAfter}: of a wallet's own line
 * @param hash of the event, in its first line
 * @param source the wallet that drives the transfer, as app/id, where it is not this entity
 */
record EntryRow(
        long committed,
        Instant at,
        long sequence,
        int line,
        String entity,
        String asset,
        String account,
        String contra,
        long amount,
        long contraAmount,
        @Nullable Long balanceAfter,
        @Nullable Long heldAfter,
        String kind,
        String counterparty,
        @Nullable String transfer,
        @Nullable String source,
        @Nullable Hash hash,
        Note note) {}
