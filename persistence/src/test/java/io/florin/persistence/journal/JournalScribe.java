package io.florin.persistence.journal;

import io.florin.persistence.database.Database;
import io.florin.persistence.journal.Heads.Head;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.codec.WalletEventCodec;
import io.florin.protocol.wallet.WalletEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes wallet events into the journal as its writers do, chain hashes and all, without any actor.
 * For tests of what reads the journal. Not thread-safe; one scribe per wallet.
 */
public final class JournalScribe {
    private static final int SLICES = 1024;
    private static final int SERIALIZER = 1;

    /** An event and whose it is. */
    public record Line(WalletId wallet, WalletEvent event) {}

    private final Database database;
    private final ChainHash hashes = new ChainHash();
    private final Map<String, Head> heads = new HashMap<>();

    public JournalScribe(Database database) {
        this.database = database;
    }

    /** Events of one wallet in one transaction. */
    public void write(WalletId wallet, WalletEvent... events) {
        write(Arrays.stream(events).map(event -> new Line(wallet, event)).toList());
    }

    /** Events of any wallets in one transaction. */
    public void write(List<Line> lines) {
        var writes = new ArrayList<PendingWrite>();
        var stored = new ArrayList<Head>();
        for (var line : lines) {
            var entity = "wallet|" + line.wallet();
            var before = heads.getOrDefault(entity, Head.EMPTY);
            var event = event(before.sequence() + 1, line.event());
            int slice = Math.abs(entity.hashCode() % SLICES);
            writes.add(new PendingWrite(entity, slice, List.of(event)));
            var head = new Head(event.sequence(), hashes.next(before.hash(), entity, event));
            heads.put(entity, head);
            stored.add(head);
        }
        var columns = EventColumns.forWrites(writes);
        for (int i = 0; i < writes.size(); i++) {
            var write = writes.get(i);
            columns.add(write, write.events().getFirst(), stored.get(i).hash());
        }
        database.write(connection -> {
            JournalTable.append(connection, database.era(), columns);
            return true;
        });
    }

    private static NewEvent event(long sequence, WalletEvent event) {
        return new NewEvent(
                sequence,
                new Serialized(
                        SERIALIZER,
                        WalletEventCodec.manifest(event),
                        WalletEventCodec.encode(event)),
                event.key(),
                event.ref(),
                "scribe",
                null);
    }
}
