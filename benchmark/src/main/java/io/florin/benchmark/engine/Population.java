package io.florin.benchmark.engine;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Wallets with enough money for a benchmark. */
public final class Population {
    static final Asset ASSET = new Asset("USD");

    private static final long RICH_MINOR = 1_000_000_000L;
    private static final int IN_FLIGHT = 500;
    private static final SystemAccount BANK = new SystemAccount("@external:bank");

    private Population() {}

    /** Opens wallets {@code <prefix>-0} and so on, and pays something into each. */
    static List<WalletId> open(Wallets wallets, String prefix, int count) {
        var ids = ids(prefix, count);
        all(ids, id -> wallets.execute(id, open("owner")));
        all(ids, id -> wallets.execute(id, deposit("first")));
        return ids;
    }

    /** Asks each wallet, and patiently: a cold engine may take its time. */
    public static Load.Outcome all(
            List<WalletId> ids, Function<WalletId, CompletionStage<WalletReply>> request) {
        return Load.count(
                ids.size(),
                IN_FLIGHT,
                Load.patient(number -> request.apply(ids.get((int) number))));
    }

    static List<WalletId> ids(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new WalletId("bench", prefix + "-" + n))
                .toList();
    }

    /** The first request to a wallet of that owner. */
    public static Request open(String owner) {
        return new Request("open", new Open(owner, OverdraftLimits.NONE, Map.of()));
    }

    /** Much money from the bank. */
    public static Request deposit(String key) {
        var money = new Money(ASSET, RICH_MINOR);
        return new Request(key, new Deposit(key, money, BANK, null, Note.NONE));
    }
}
