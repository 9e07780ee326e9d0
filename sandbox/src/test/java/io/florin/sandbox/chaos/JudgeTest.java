package io.florin.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.sandbox.chaos.Bank.Lie;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** A judge who finds nothing in a planted defect is none. */
class JudgeTest {
    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final List<String> WALLETS = List.of("ann", "bob", "cid", "dan");
    private static final int DEEDS = 200;

    private final Book book = new Book(1);

    @Test
    void ofHonestNodesNothingIsFound() throws Exception {
        assertThat(judged(new Bank(Lie.NONE))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whateverPromiseIsBrokenIsFound(Lie lie) throws Exception {
        assertThat(judged(new Bank(lie))).isNotEmpty();
    }

    @Test
    void aWrongSumIsFound() throws Exception {
        var bank = new Bank(Lie.NONE);
        ask(bank);
        book.succeeded(Order.deposit("never-asked", "ann", 1));
        assertThat(new Judge(bank, book, WALLETS, LIMIT).findings())
                .anyMatch(finding -> finding.startsWith("ann must own"));
    }

    /** What was asked in vain, answered with 202 or not at all is asked again, and is done once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20261126})
    void whatIsNotKnownIsAskedAgain(long seed) throws Exception {
        var bank = new Bank(Lie.NONE, 40, seed);
        var tally = new Tally();
        var load = new Load(asking(bank, tally), book, WALLETS, seed);
        load.begin(1);
        while (tally.counts().answered() < 200) Thread.onSpinWait();
        load.end(PATIENCE);
        assertThat(load.findings()).isEmpty();
        assertThat(tally.counts().repeated()).isPositive();
        assertThat(new Judge(bank, book, WALLETS, PATIENCE).findings()).isEmpty();
    }

    /** What could not be asked is neither in order nor forgotten. */
    @Test
    void aClientAndAJudgeThatFailSaySo() throws Exception {
        var bank = new Bank(Lie.NONE);
        ask(bank);
        var broken = new Broken(bank);
        var load = new Load(asking(broken, new Tally()), book, WALLETS, 1);
        load.begin(1);
        while (load.findings().isEmpty()) Thread.onSpinWait();
        load.end(PATIENCE);
        assertThat(load.findings()).anyMatch(finding -> finding.contains("has failed"));
        assertThat(new Judge(broken, book, WALLETS, LIMIT).findings())
                .anyMatch(finding -> finding.startsWith("the judge cannot judge"));
    }

    /** A bank whose counter is shut by a bug of ours. */
    private record Broken(Bank bank) implements Edges {
        @Override
        public int nodes() {
            return bank.nodes();
        }

        @Override
        public Answer post(int node, Order order, Duration patience) {
            throw new IllegalStateException("a bug");
        }

        @Override
        public Answer get(int node, String path, Duration patience) {
            return bank.get(node, path, patience);
        }
    }

    private List<String> judged(Bank bank) throws InterruptedException {
        ask(bank);
        return new Judge(bank, book, WALLETS, LIMIT).findings();
    }

    private void ask(Bank bank) {
        var script = new Script("s", WALLETS, 1);
        var asking = asking(bank, new Tally());
        IntStream.range(0, DEEDS)
                .mapToObj(_ -> script.next())
                .flatMap(List::stream)
                .forEach(order ->
                        asking.untilFinal(order, 0, () -> false)
                                .flatMap(answer -> book.acknowledge(order, answer))
                                .ifPresent(finding -> assertThat(finding).isNull()));
    }

    private static Asking asking(Edges edges, Tally tally) {
        return new Asking(edges, tally, List.of(1, 2, 3), PATIENCE);
    }
}
