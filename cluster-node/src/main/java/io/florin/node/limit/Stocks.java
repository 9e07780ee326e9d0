package io.florin.node.limit;

import io.florin.node.limit.Stock.Ahead;
import io.florin.node.limit.Stock.OneByOne;
import io.florin.protocol.limit.RateVerdict;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The stocks of a door, in a fixed number of places. A stock that is not over is never driven out,
 * for its admissions are counted and would be lost: who finds the place taken asks one by one.
 * Thread-safe.
 */
final class Stocks {
    /** What becomes of a request. */
    sealed interface Step {
        /** Admitted from stock. */
        record Given(RateVerdict verdict) implements Step {}

        /** Ask for this one. */
        enum Ask implements Step {
            ONE
        }

        /** Ask for many, then {@link #replace} what holds meanwhile: others ask one by one. */
        record Fill(OneByOne meanwhile) implements Step {}
    }

    private final AtomicReferenceArray<@Nullable Stock> places;

    Stocks(int places) {
        this.places = new AtomicReferenceArray<>(places);
    }

    /** {@code patienceMillis}: how long filling may take. */
    Step take(String key, long nowMillis, long patienceMillis) {
        int place = place(key);
        while (true) {
            var stock = places.get(place);
            if (stock == null || stock.isOver(nowMillis)) {
                var filling = new OneByOne(key, nowMillis + patienceMillis);
                if (places.compareAndSet(place, stock, filling)) return new Step.Fill(filling);
            } else if (!(stock instanceof Ahead ahead) || !ahead.key().equals(key)) {
                return Step.Ask.ONE;
            } else {
                var less = ahead.less();
                if (places.compareAndSet(place, ahead, less)) {
                    return new Step.Given(less.verdict(nowMillis));
                }
            }
        }
    }

    /** By null: the next request tries to fill again. */
    void replace(OneByOne meanwhile, @Nullable Stock stock) {
        places.compareAndSet(place(meanwhile.key()), meanwhile, stock);
    }

    private int place(String key) {
        return Math.floorMod(key.hashCode(), places.length());
    }
}
