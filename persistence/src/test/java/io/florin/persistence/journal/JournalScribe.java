package io.florin.persistence.journal;

import io.florin.persistence.database.Database;
import io.florin.persistence.journal.Heads.Head;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.codec.SessionEventCodec;
import io.florin.protocol.codec.WalletEventCodec;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.wallet.WalletEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes events of wallets and sessions into the journal as its writers do, chain hashes and all,
 * without any actor. For tests of what reads the journal. Not thread-safe; one scribe per entity.
 */
public final class JournalScribe {
    private static final int SLICES = 1024;
    private static final int SERIALIZER = 1;

    /** An event and whose it is. */
    public record Line(WalletId wallet, WalletEvent event) {}

    private record Next(String entity, NewEvent event) {}

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
        append(
                lines.stream()
                        .map(line -> new Next("wallet|" + line.wallet(), event(line.event())))
                        .toList());
    }

    /** Events of one session in one transaction. */
    public void write(SessionId session, SessionEvent... events) {
        append(
                Arrays.stream(events)
                        .map(event -> new Next("session|" + session, event(event)))
                        .toList());
    }

    /** As if the entity had recovered. */
    public void forget(SessionId session) {
        heads.remove("session|" + session);
    }

    private void append(List<Next> nexts) {
        var writes = new ArrayList<PendingWrite>();
        var stored = new ArrayList<Head>();
        for (var next : nexts) {
            var entity = next.entity();
            var before = heads.getOrDefault(entity, Head.EMPTY);
            var event = numbered(before.sequence() + 1, next.event());
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

    private static NewEvent numbered(long sequence, NewEvent event) {
        return new NewEvent(
                sequence, event.payload(), event.key(), event.ref(), event.writer(), null);
    }

    private static NewEvent event(SessionEvent event) {
        var payload =
                new Serialized(
                        SERIALIZER,
                        SessionEventCodec.manifest(event),
                        SessionEventCodec.encode(event));
        return new NewEvent(1, payload, null, null, "scribe", null);
    }

    private static NewEvent event(WalletEvent event) {
        return new NewEvent(
                1,
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
