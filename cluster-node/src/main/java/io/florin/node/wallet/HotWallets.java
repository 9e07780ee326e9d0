package io.florin.node.wallet;

import io.florin.protocol.account.WalletId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wallets that are asked most often on this node, over some twenty seconds, in little room: a
 * space-saving sketch in buckets. A wallet that is not counted yet takes the place of the one in
 * its bucket that counts least, and that one's count with it, which says how much too high its own
 * may be. What was counted is worth half after every period. So a wallet that has an eighth of its
 * bucket's commands is always there; there are as many buckets as make that little. Thread-safe: a
 * bucket is locked for some nanoseconds.
 */
public final class HotWallets {
    static final int WAYS = 8;
    static final long PERIOD_NANOS = 10_000_000_000L;

    private static final int BUCKETS = 128;

    /**
     * How often a wallet is asked.
     *
     * @param overstated by so much at most
     */
    public record Heat(WalletId wallet, double perSecond, double overstated) {}

    private final LongSupplier nanos;
    private final long begun;
    private final Bucket[] buckets;

    HotWallets(LongSupplier nanos) {
        this(nanos, BUCKETS);
    }

    /** With so many buckets, a power of two. */
    HotWallets(LongSupplier nanos, int buckets) {
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.buckets = Stream.generate(Bucket::new).limit(buckets).toArray(Bucket[]::new);
    }

    /** One more command of the wallet. */
    void count(WalletId wallet) {
        int hash = wallet.hashCode() * 0x9E3779B9;
        var bucket = buckets[(hash >>> 16) & (buckets.length - 1)];
        long period = (nanos.getAsLong() - begun) / PERIOD_NANOS;
        synchronized (bucket) {
            bucket.age(period);
            bucket.count(wallet, hash);
        }
    }

    /** At most so many, the most often asked first. */
    public List<Heat> hottest(int most) {
        long age = nanos.getAsLong() - begun;
        double seconds = weight(age) * (PERIOD_NANOS / 1e9);
        var all = new ArrayList<Heat>();
        for (var bucket : buckets) {
            synchronized (bucket) {
                bucket.age(age / PERIOD_NANOS);
                bucket.addTo(all, seconds);
            }
        }
        all.sort(Comparator.comparingDouble(Heat::perSecond).reversed());
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    /** What one a period, from the beginning on, has added up to: up to 2, not 0. */
    private static double weight(long ageNanos) {
        long periods = ageNanos / PERIOD_NANOS;
        double begun = (double) (ageNanos % PERIOD_NANOS) / PERIOD_NANOS;
        return Math.max(1e-3, 1 - halved(1, periods) + begun);
    }

    private static double halved(double value, long times) {
        return Math.scalb(value, (int) -Math.min(times, Double.MAX_EXPONENT));
    }

    /** Guarded by itself. */
    private static final class Bucket {
        private final @Nullable WalletId[] wallets = new WalletId[WAYS];
        private final int[] hashes = new int[WAYS];
        private final double[] counts = new double[WAYS];
        private final double[] tooHigh = new double[WAYS];
        private long period;

        void age(long now) {
            long periods = now - period;
            if (periods <= 0) return;
            period = now;
            for (int i = 0; i < WAYS; i++) {
                counts[i] = halved(counts[i], periods);
                tooHigh[i] = halved(tooHigh[i], periods);
            }
        }

        void count(WalletId wallet, int hash) {
            int least = 0;
            for (int i = 0; i < WAYS; i++) {
                if (hashes[i] == hash && wallet.equals(wallets[i])) {
                    counts[i]++;
                    return;
                }
                if (counts[i] < counts[least]) least = i;
            }
            wallets[least] = wallet;
            hashes[least] = hash;
            tooHigh[least] = counts[least];
            counts[least]++;
        }

        /** Who has not been asked for long is left out. */
        void addTo(List<Heat> all, double seconds) {
            for (int i = 0; i < WAYS; i++) {
                var wallet = wallets[i];
                if (wallet == null || counts[i] < 0.5) continue;
                all.add(new Heat(wallet, counts[i] / seconds, tooHigh[i] / seconds));
            }
        }
    }
}
