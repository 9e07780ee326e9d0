package io.florin.persistence.ledger;

import io.florin.persistence.events.EventRow;
import io.florin.persistence.journal.Hash;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.codec.WalletEventCodec;
import io.florin.protocol.wallet.WalletEvent;

/**
 * An event of a wallet as the journal has it.
 *
 * @param entity the wallet as app/id, the key of all read tables
 * @param committed the {@link CommitNumber} of its transaction
 * @param hash the wallet's chain up to and with this event
 */
public record RecordedEvent(
        WalletId wallet,
        String entity,
        long sequence,
        long committed,
        Hash hash,
        WalletEvent event) {
    /** What the persistence id of every wallet begins with; the wallet's name follows. */
    public static final String PREFIX = "wallet|";

    /** Whether the row is an event of a wallet; others (sessions) are not for the ledger. */
    public static boolean isOfWallet(EventRow row) {
        return row.entity().startsWith(PREFIX);
    }

    /**
     * Reads the row's bytes.
     *
     * @throws io.florin.protocol.codec.UnknownManifest for a kind that this release does not know
     * @throws io.florin.protocol.codec.MalformedBytes for bytes that are no event
     */
    public static RecordedEvent of(EventRow row) {
        var entity = row.entity().substring(PREFIX.length());
        return new RecordedEvent(
                WalletId.parse(entity),
                entity,
                row.sequence(),
                CommitNumber.of(row.offset()),
                row.hash(),
                WalletEventCodec.decode(row.payload().manifest(), row.payload().bytes()));
    }
}
