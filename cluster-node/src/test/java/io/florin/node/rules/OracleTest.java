package io.florin.node.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.rules.PaperBank.Outcome;
import io.florin.node.rules.PaperWallet.Remembered;
import io.florin.protocol.money.Asset;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.WalletView;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of random requests to the real rules and to the {@link PaperBank}: after each, both say
 * the same and both have the same balances. Messages arrive at once here; loss, delay and crashes
 * are the simulation's.
 */
class OracleTest {
    private static final int REQUESTS = 2_500;
    private static final Bounds BOUNDS = new Bounds(20_000, 4, 4, 1_000, 2);

    /**
     * They belong to what is under way or to runs of jobs, and to a number of reversals that takes
     * a while.
     */
    private static final Set<Refusal> NOT_ON_PAPER =
            EnumSet.of(
                    Refusal.IDEMPOTENCY_KEY_IN_FLIGHT,
                    Refusal.HOLD_CAPTURING,
                    Refusal.JOB_SENT,
                    Refusal.TRANSFER_NOT_ENDED,
                    Refusal.REVERSALS_EXHAUSTED);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20260101})
    void theRulesDoWhatPaperDoes(long seed) {
        compare(seed, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20260101})
    void alsoAtTheEdgesOfWhatCanBeCounted(long seed) {
        compare(seed, true);
    }

    private static void compare(long seed, boolean extreme) {
        var paper = new PaperBank(BOUNDS.maxOpenHolds(), BOUNDS.maxAssets());
        var requests = new RandomRequests(seed, extreme, paper);
        var world = new InstantWorld(BOUNDS);
        var firsts = new IdentityHashMap<Remembered, WalletReply>();
        var now = WalletScript.START;
        for (int i = 0; i < REQUESTS; i++) {
            now = now.plusMillis(requests.below(2_000));
            if (requests.oneIn(50)) now = now.plus(Duration.ofHours(requests.below(60)));
            var call = requests.next();
            var command = call.request().command();
            if (extreme || isStrict(command) || requests.oneIn(4)) world.settle(now);
            var expected = paper.execute(call.wallet(), call.request(), now);
            var reply = world.execute(call.wallet(), call.request(), now);
            int number = i;
            Supplier<String> what = () -> "seed %d, request %d: %s".formatted(seed, number, call);
            assertThat(said(reply)).as(what).isEqualTo(said(expected));
            assertSameAnswerForEver(what, firsts, expected, reply);
            assertSameBalances(what, world, paper);
            if (i % 500 == 0) world.checkAll();
        }
        world.settle(now);
        world.checkAll();
        paper.system.values().removeIf(sum -> sum == 0);
        assertThat(world.system()).isEqualTo(paper.system);
    }

    /** On paper nothing is ever open, so these are compared once all that was heard is recorded. */
    private static boolean isStrict(WalletCommand command) {
        return command instanceof WalletCommand.Update || command instanceof WalletCommand.Reverse;
    }

    private static String said(Outcome outcome) {
        var refusal = outcome.refusal();
        return (refusal == null ? "DONE" : refusal.name()) + (outcome.again() ? " again" : "");
    }

    private static String said(WalletReply reply) {
        return switch (reply) {
            case Done(_, var replayed) -> "DONE" + (replayed ? " again" : "");
            case Denied(var denial, var replayed) -> denial.why() + (replayed ? " again" : "");
            case NotTaken(var why) -> why.name();
            case InDoubt() -> "in doubt";
        };
    }

    private static void assertSameAnswerForEver(
            Supplier<String> what,
            Map<Remembered, WalletReply> firsts,
            Outcome outcome,
            WalletReply reply) {
        var asked = outcome.asked();
        if (asked == null) return;
        var again =
                switch (firsts.getOrDefault(asked, reply)) {
                    case Done(var answer, _) -> new Done(answer, outcome.again());
                    case Denied(var denial, _) -> new Denied(denial, outcome.again());
                    case NotTaken first -> first;
                    case InDoubt first -> first;
                };
        assertThat(reply).as(what).isEqualTo(again);
        firsts.putIfAbsent(asked, reply);
    }

    private static void assertSameBalances(
            Supplier<String> what, InstantWorld world, PaperBank paper) {
        for (var id : RandomRequests.WALLETS) {
            var wallet = world.wallet(id).wallet();
            var sheet = paper.wallet(id);
            assertThat(balances(wallet))
                    .as(() -> id + " after " + what.get())
                    .isEqualTo(sheet.balances());
        }
    }

    private static Map<Asset, WalletView.AssetView> balances(Wallet wallet) {
        var balances = new TreeMap<Asset, WalletView.AssetView>();
        for (var view : wallet.view().balances()) balances.put(view.asset(), view);
        return balances;
    }

    /** Or the comparison would be of nothing. */
    @Test
    void theRequestsMeetEveryOutcomeThatPaperKnows() {
        var met = new HashMap<String, Integer>();
        for (boolean extreme : new boolean[] {false, true}) {
            var paper = new PaperBank(BOUNDS.maxOpenHolds(), BOUNDS.maxAssets());
            var requests = new RandomRequests(1, extreme, paper);
            for (int i = 0; i < 4 * REQUESTS; i++) {
                var call = requests.next();
                var at = WalletScript.START.plusMillis(300L * i);
                met.merge(said(paper.execute(call.wallet(), call.request(), at)), 1, Integer::sum);
            }
        }
        var expected =
                EnumSet.range(Refusal.IDEMPOTENCY_KEY_REUSED, Refusal.DESTINATION_FULL).stream()
                        .filter(refusal -> !NOT_ON_PAPER.contains(refusal))
                        .map(Refusal::name);
        assertThat(met.keySet()).containsAll(expected.toList()).contains("DONE", "DONE again");
    }
}
