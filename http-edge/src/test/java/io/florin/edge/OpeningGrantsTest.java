package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The app instapay gives 1000.00 EGP to every new user. */
class OpeningGrantsTest {
    private static final String APP = "X-App: instapay";

    private final TestEdge edge = new TestEdge(Map.of("apps-folder", "../apps"));

    @BeforeEach
    void everythingIsDone() {
        edge.wallets.replies(new WalletReply.Done(Samples.newWallet(), false));
    }

    private TestEdge.Reply open(String id, String... who) {
        return edge.post("/v1/wallets", "{\"id\":\"" + id + "\"}", who);
    }

    private List<String> granted() {
        return edge.wallets.executed.stream()
                .filter(executed -> executed.request().command() instanceof Deposit)
                .map(executed -> {
                    var deposit = (Deposit) executed.request().command();
                    return "%s %s from %s as %s"
                            .formatted(
                                    executed.wallet().id(),
                                    deposit.money(),
                                    deposit.account(),
                                    deposit.reference());
                })
                .toList();
    }

    @Test
    void aUsersFirstWalletIsGivenItAndNoOther() {
        assertThat(open("a1", APP, TestEdge.user("ann")).status()).isEqualTo(201);
        assertThat(open("a2", APP, TestEdge.user("ann")).status()).isEqualTo(201);
        assertThat(granted()).hasSize(1).first().asString().startsWith("a1 ");
        assertThat(granted().getFirst()).endsWith(" from @grants as opening:ann:EGP");
    }

    @Test
    void whatStaffOpensAndWhatOtherAppsOpenIsGivenNothing() {
        edge.post("/v1/wallets", "{\"id\":\"s\",\"owner\":\"ann\"}", APP);
        open("d", TestEdge.user("ann"));
        assertThat(granted()).isEmpty();
    }

    /** The wallet is there, so the repeat is told it exists already; the grant is asked again. */
    @Test
    void aGrantInDoubtIsMadeUpForByTheRepeat() {
        var alive = edge.wallets.onExecute;
        edge.wallets.onExecute =
                (wallet, request) ->
                        request.command() instanceof Deposit
                                ? CompletableFuture.completedStage(new WalletReply.InDoubt())
                                : alive.apply(wallet, request);
        String key = "Idempotency-Key: first";
        var pending = open("a1", APP, key, TestEdge.user("ann"));
        assertThat(pending.status()).isEqualTo(202);
        assertThat(pending.header("Location")).isEqualTo("/v1/wallets/a1");
        edge.wallets.onExecute = alive;
        assertThat(open("a1", APP, key, TestEdge.user("ann")).status()).isEqualTo(201);
        assertThat(granted()).hasSize(2).allMatch(line -> line.startsWith("a1 "));
    }
}
