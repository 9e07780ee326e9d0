package io.florin.benchmark.engine;

import io.florin.edge.identity.TimeOrderedIds;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Who sends to whom. */
enum Pairs {
    /** Any two of them. */
    UNIFORM,
    /** The first one and any other, in either direction. */
    HOT,
    /** Each of the first four fifths once, to any of the rest, which send nothing. */
    ONCE;

    private static final TimeOrderedIds IDS =
            new TimeOrderedIds(
                    InstantSource.system(), () -> ThreadLocalRandom.current().nextLong());

    /** How many of so many wallets send, at {@link #ONCE}. */
    static int senders(int wallets) {
        return wallets / 5 * 4;
    }

    /** Sends the transfer of that number. */
    CompletionStage<WalletReply> send(Wallets wallets, List<WalletId> all, long number) {
        var random = ThreadLocalRandom.current();
        return switch (this) {
            case UNIFORM -> {
                int from = random.nextInt(all.size());
                int to = (from + 1 + random.nextInt(all.size() - 1)) % all.size();
                yield transfer(wallets, all.get(from), all.get(to));
            }
            case HOT -> {
                var hot = all.getFirst();
                var cold = all.get(1 + random.nextInt(all.size() - 1));
                yield random.nextBoolean()
                        ? transfer(wallets, hot, cold)
                        : transfer(wallets, cold, hot);
            }
            case ONCE -> {
                int to = random.nextInt(senders(all.size()), all.size());
                yield transfer(wallets, all.get((int) number), all.get(to));
            }
        };
    }

    /** Under a client's idempotency key and with an id as the edge makes it. */
    private static CompletionStage<WalletReply> transfer(
            Wallets wallets, WalletId from, WalletId to) {
        var random = ThreadLocalRandom.current();
        var key = new UUID(random.nextLong(), random.nextLong()).toString();
        var transfer =
                new Transfer(
                        new TransferId(IDS.next().toString()),
                        false,
                        Population.ASSET,
                        List.of(new Leg(to, 1)),
                        false,
                        Note.NONE);
        return wallets.execute(from, new Request("key-" + key, transfer));
    }
}
