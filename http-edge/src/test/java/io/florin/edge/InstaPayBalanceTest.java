package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.WalletReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The operator's word on what a user has, though money moves meanwhile. */
class InstaPayBalanceTest {
    private final InstaPayEdge app = new InstaPayEdge();

    private String said(String who, String method, String path, String body) {
        return app.shown(app.call(who, method, path, body));
    }

    @Test
    void theOperatorSetsABalanceAndTheTrailSaysWhatWas() {
        assertThat(said("operator", "PUT", "users/$ann/balance", "{\"amount\":2.5}"))
                .contains("\"balance\":2.50");
        assertThat(app.bank.balances).containsEntry(app.ann, 250L);
        var entry =
                app.edge.trail.all().stream()
                        .filter(it -> it.kind().equals("balance.adjusted"))
                        .findFirst()
                        .orElseThrow();
        assertThat(entry.target()).isEqualTo("wallet:" + app.ann);
        assertThat(entry.before()).isEqualTo("{\"balance\":1000.00}");
        assertThat(entry.after()).contains("\"balance\":2.50");
    }

    /** Money arrives between the look and the adjustment, three times. */
    @Test
    void aBalanceIsSetExactlyThoughMoneyMoves() {
        var calm = app.edge.wallets.onExecute;
        app.edge.wallets.onExecute =
                (wallet, request) -> {
                    if (app.bank.balances.getOrDefault(app.bob, 0L) < 100_003L) {
                        app.bank.balances.merge(app.ann, 7L, Long::sum);
                        app.bank.balances.merge(app.bob, 1L, Long::sum);
                    }
                    return calm.apply(wallet, request);
                };
        assertThat(said("operator", "PUT", "users/$ann/balance", "{\"amount\":500}"))
                .contains("\"balance\":500.00");
        assertThat(app.bank.balances).containsEntry(app.ann, 50_000L);
    }

    /** Money arrives before every step, until the wallet has enough of it. */
    @Test
    void aBalanceThatIsNotSetInTheEndIsInTheTrailStepByStep() {
        var calm = app.edge.wallets.onExecute;
        var steps = new AtomicInteger();
        for (WalletReply end :
                List.of(new WalletReply.NotTaken(Refusal.BUSY), new WalletReply.InDoubt())) {
            steps.set(0);
            app.edge.wallets.onExecute =
                    (wallet, request) -> {
                        if (steps.incrementAndGet() == 3) {
                            return CompletableFuture.completedStage(end);
                        }
                        app.bank.balances.merge(app.ann, 7L, Long::sum);
                        return calm.apply(wallet, request);
                    };
            app.bank.balances.put(app.ann, 100_000L);
            assertThat(said("operator", "PUT", "users/$ann/balance", "{\"amount\":500}"))
                    .startsWith("202 ");
        }
        assertThat(adjustments())
                .containsExactlyInAnyOrder(
                        "{\"balance\":1000.07} {\"wanted\":500.00,\"balance\":500.07}",
                        "{\"balance\":500.14} {\"wanted\":500.00,\"balance\":500.07}",
                        "{\"balance\":1000.07} {\"wanted\":500.00,\"balance\":500.07}",
                        "{\"balance\":500.14} {\"wanted\":500.00,\"balance\":500.07}",
                        "{\"balance\":500.07} {\"wanted\":500.00}");
    }

    private List<String> adjustments() {
        return app.edge.trail.all().stream()
                .filter(it -> it.kind().equals("balance.adjusted"))
                .filter(it -> ("wallet:" + app.ann).equals(it.target()))
                .map(it -> it.before() + " " + it.after())
                .toList();
    }
}
