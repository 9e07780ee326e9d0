package io.florin.node.rules;

import io.florin.protocol.money.Asset;
import io.florin.protocol.wallet.SpendingLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one wallet has sent, thing by thing; what comes back is crossed out. */
final class PaperSpending {
    /** One thing that was sent, and what of it has not come back. */
    static final class Sent {
        private final Asset asset;
        private final LocalDate day;
        long minor;

        private Sent(Asset asset, Instant at, long minor) {
            this.asset = asset;
            this.day = day(at);
            this.minor = minor;
        }
    }

    final Map<Asset, SpendingLimits> own = new HashMap<>();
    private final List<Sent> all = new ArrayList<>();

    Sent send(Asset asset, long minor, Instant at) {
        var sent = new Sent(asset, at, minor);
        all.add(sent);
        return sent;
    }

    /** Each limit by itself: the wallet's own, or else the app's. */
    boolean allows(Asset asset, long minor, SpendingLimits app, Instant at) {
        var mine = own.getOrDefault(asset, SpendingLimits.NONE);
        var today = day(at);
        var month = YearMonth.from(today);
        return minor <= limit(mine.perOperation(), app.perOperation())
                && minor + sum(asset, sent -> sent.day.equals(today))
                        <= limit(mine.perDay(), app.perDay())
                && minor + sum(asset, sent -> YearMonth.from(sent.day).equals(month))
                        <= limit(mine.perMonth(), app.perMonth());
    }

    private static long limit(@Nullable Long mine, @Nullable Long app) {
        if (mine != null) return mine;
        return app == null ? Long.MAX_VALUE : app;
    }

    private long sum(Asset asset, Predicate<Sent> when) {
        return all.stream()
                .filter(sent -> sent.asset.equals(asset))
                .filter(when)
                .mapToLong(sent -> sent.minor)
                .sum();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
