package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.florin.node.wallet.HotWallets.Heat;
import io.florin.protocol.account.WalletId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sketch against a count that forgets nobody, on a clock that the test turns. */
class HotWalletsTest {
    private static final double PERIOD_SECONDS = HotWallets.PERIOD_NANOS / 1e9;

    private long nanos = 7_000_000_000_123L;
    private final HotWallets one = new HotWallets(() -> nanos, 1);
    private final HotWallets many = new HotWallets(() -> nanos);

    private static WalletId wallet(int number) {
        return new WalletId("default", "w" + number);
    }

    private void pass(double seconds) {
        nanos += (long) (seconds * 1e9);
    }

    @Test
    void whoIsAskedEvenlyIsToldByTheSecond() {
        for (int tenth = 0; tenth < 600; tenth++) {
            for (int i = 0; i < 30; i++) many.count(wallet(1));
            for (int i = 0; i < 3; i++) many.count(wallet(2));
            pass(0.1);
        }
        var hottest = many.hottest(5);
        assertThat(hottest).extracting(Heat::wallet).containsExactly(wallet(1), wallet(2));
        assertThat(hottest.get(0).perSecond()).isCloseTo(300, within(3.0));
        assertThat(hottest.get(1).perSecond()).isCloseTo(30, within(0.3));
        assertThat(hottest).extracting(Heat::overstated).containsOnly(0.0);
    }

    @Test
    void whoIsNotAskedAnyMoreCoolsDownAndIsForgotten() {
        pass(100 * PERIOD_SECONDS);
        for (int i = 0; i < 1_000; i++) many.count(wallet(1));
        double hot = many.hottest(1).getFirst().perSecond();
        pass(3 * PERIOD_SECONDS);
        assertThat(many.hottest(1).getFirst().perSecond()).isCloseTo(hot / 8, within(hot / 80));
        pass(20 * PERIOD_SECONDS);
        assertThat(many.hottest(1)).isEmpty();
    }

    @Test
    void noMoreThanIsWantedAreTold() {
        for (int number = 0; number < 500; number++) many.count(wallet(number));
        assertThat(many.hottest(20)).hasSize(20);
        assertThat(many.hottest(10_000)).hasSizeLessThanOrEqualTo(128 * HotWallets.WAYS);
    }

    /**
     * In one bucket: nobody is told to be asked less than they are, nor by more too often than is
     * said; and who has more than an eighth of all is there.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20261126})
    void theSketchIsWrongByNoMoreThanItSays(long seed) {
        var random = new Random(seed);
        var exact = new HashMap<WalletId, Double>();
        long begun = nanos;
        long period = 0;
        for (int step = 0; step < 20_000; step++) {
            // Some are asked much more often than others, and who they are changes.
            int spread = 1 + random.nextInt(60);
            var wallet = wallet(step / 4_000 + random.nextInt(spread));
            one.count(wallet);
            exact.merge(wallet, 1.0, Double::sum);
            nanos += random.nextInt(20_000_000);
            for (; period < (nanos - begun) / HotWallets.PERIOD_NANOS; period++) {
                exact.replaceAll((_, count) -> count / 2);
            }
            if (step % 97 == 0) check(exact, begun, "seed " + seed + ", step " + step);
        }
    }

    private void check(Map<WalletId, Double> exact, long begun, String where) {
        double age = (double) (nanos - begun) / HotWallets.PERIOD_NANOS;
        double weight = Math.max(1e-3, 1 - Math.pow(2, -Math.floor(age)) + age - Math.floor(age));
        double seconds = weight * PERIOD_SECONDS;
        var told = new HashMap<WalletId, Heat>();
        one.hottest(HotWallets.WAYS).forEach(heat -> told.put(heat.wallet(), heat));
        double all = exact.values().stream().mapToDouble(Double::doubleValue).sum();
        exact.forEach((wallet, count) -> {
            var heat = told.get(wallet);
            if (count > all / HotWallets.WAYS && count > 1) assertThat(heat).as(where).isNotNull();
            if (heat == null) return;
            double often = count / seconds;
            assertThat(heat.perSecond()).as(where).isGreaterThanOrEqualTo(often - 1e-6);
            assertThat(heat.perSecond() - heat.overstated())
                    .as(where)
                    .isLessThanOrEqualTo(often + 1e-6);
        });
    }
}
