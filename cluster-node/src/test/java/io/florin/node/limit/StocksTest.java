package io.florin.node.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.limit.Stock.Ahead;
import io.florin.node.limit.Stock.OneByOne;
import io.florin.node.limit.Stocks.Step;
import io.florin.protocol.limit.RateVerdict;
import org.junit.jupiter.api.Test;

/** What a door gives without asking. There is one place here, and filling may take 100 ms. */
class StocksTest {
    private static final int PATIENCE = 100;

    private final Stocks stocks = new Stocks(1);

    private Step take(String key, long now) {
        return stocks.take(key, now, PATIENCE);
    }

    private OneByOne filling(String key, long now) {
        assertThat(take(key, now)).isInstanceOf(Step.Fill.class);
        return new OneByOne(key, now + PATIENCE);
    }

    private void fill(String key, int left, long resetMillis) {
        stocks.replace(asked(key), new Ahead(key, left, 40, resetMillis));
    }

    private OneByOne asked(String key) {
        var step = take(key, 0);
        assertThat(step).isInstanceOf(Step.Fill.class);
        return ((Step.Fill) step).meanwhile();
    }

    private static Step given(int remaining, int resetSeconds) {
        return new Step.Given(new RateVerdict(true, remaining, resetSeconds));
    }

    @Test
    void oneAsksForManyAndTheOthersForThemselves() {
        assertThat(take("ann", 0)).isEqualTo(new Step.Fill(new OneByOne("ann", PATIENCE)));
        assertThat(take("ann", 1)).isEqualTo(Step.Ask.ONE);
        assertThat(take("ann", 99)).isEqualTo(Step.Ask.ONE);
        assertThat(take("ann", 100)).isInstanceOf(Step.Fill.class);
    }

    @Test
    void whatIsThereIsGivenOut() {
        fill("ann", 2, 60_000);
        assertThat(take("ann", 10)).isEqualTo(given(41, 60));
        assertThat(take("ann", 1_000)).isEqualTo(given(40, 59));
        assertThat(take("ann", 1_001)).isInstanceOf(Step.Fill.class);
    }

    /** The counter says whole seconds, so its window may be over a second before. */
    @Test
    void nothingIsGivenInTheWindowsLastSecond() {
        fill("ann", 9, 60_000);
        assertThat(take("ann", 58_999)).isEqualTo(given(48, 2));
        assertThat(take("ann", 59_000)).isInstanceOf(Step.Fill.class);
    }

    /** Whoever makes subjects up drives nobody's stock out. */
    @Test
    void aPlaceIsSomebodysUntilItIsOver() {
        fill("ann", 1, 60_000);
        assertThat(take("bob", 1)).isEqualTo(Step.Ask.ONE);
        assertThat(take("ann", 1)).isEqualTo(given(40, 60));
        assertThat(take("bob", 1)).isInstanceOf(Step.Fill.class);
    }

    @Test
    void whoFillsTooLateFillsNothing() {
        var late = filling("ann", 0);
        assertThat(take("bob", PATIENCE)).isInstanceOf(Step.Fill.class);
        stocks.replace(late, new Ahead("ann", 9, 40, 60_000));
        assertThat(take("ann", PATIENCE)).isEqualTo(Step.Ask.ONE);
    }
}
