package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever fails once something was changed: 503 says that nothing was, so nobody hears it then,
 * and whoever asks again has paid once.
 */
class InstaPayHalfwayTest {
    private static final String SEND =
            "{\"sender_email\":\"ann@a.eg\",\"receiver_email\":\"bob@a.eg\",\"amount\":1}";
    private static final String ASK = "{\"payer_email\":\"ann@a.eg\",\"amount\":1}";

    private final InstaPayEdge app = new InstaPayEdge();
    private final AtomicInteger changes = new AtomicInteger();

    /** Everything that may fail after the n-th change: look-ups of people, and the wallets. */
    private void breakAfter(int change) {
        var edge = app.edge;
        var alive = edge.wallets.onExecute;
        var knowing = edge.wallets.onAsk;
        Runnable changed =
                () -> {
                    if (changes.incrementAndGet() == change) edge.users.failure = broken();
                };
        BiFunction<WalletId, Request, CompletionStage<WalletReply>> executed =
                (wallet, request) -> {
                    if (changes.get() >= change) return busy();
                    changed.run();
                    return alive.apply(wallet, request);
                };
        edge.wallets.onExecute = executed;
        edge.wallets.onAsk =
                (wallet, query) -> changes.get() >= change ? busy() : knowing.apply(wallet, query);
        edge.requests.onChange = changed;
        edge.users.onCreate = changed;
    }

    private static RuntimeException broken() {
        return new IllegalStateException("planted");
    }

    private static CompletionStage<WalletReply> busy() {
        return CompletableFuture.completedStage(new WalletReply.NotTaken(Refusal.BUSY));
    }

    /** Who calls what, after which change all else fails, and what is heard. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ann | POST transactions :: $SEND | 1 | 201
                    bob | POST requests :: $ASK | 1 | 201
                    ann | POST requests/$q/confirm :: {} | 1 | 202
                    ann | POST requests/$q/confirm :: {} | 2 | 200
                    ann | POST requests/$q/reject :: {} | 1 | 200
                    ann | POST refunds :: {"transaction_id":"$t"} | 1 | 201
                    operator | POST refunds/$r/approve :: {} | 1 | 202
                    operator | POST refunds/$r/approve :: {} | 2 | 200
                    operator | POST refunds/$r/reject :: {} | 1 | 200
                    operator | PUT users/$ann/balance :: {"amount":1} | 1 | 200
                    anonymous | POST users/register :: {"username":"eve","email":"eve@a.eg","password":"12345678"} | 1 | 202
                    anonymous | POST users/register :: {"username":"eve","email":"eve@a.eg","password":"12345678"} | 2 | 202
                    anonymous | POST users/register :: {"username":"eve","email":"eve@a.eg","password":"12345678"} | 3 | 202
                    """)
    void nobodyHearsThatNothingWasTakenOnceSomethingWas(
            String who, String request, int change, int status) {
        String sent = InstaPayEdge.text(app.call("ann", "POST", "transactions", SEND), "id");
        String other = InstaPayEdge.text(app.call("ann", "POST", "transactions", SEND), "id");
        var refund = app.call("ann", "POST", "refunds", "{\"transaction_id\":\"" + other + "\"}");
        String asked = InstaPayEdge.text(app.call("bob", "POST", "requests", ASK), "id");
        String[] words =
                request.strip()
                        .replace("$SEND", SEND)
                        .replace("$ASK", ASK)
                        .replace("$q", asked)
                        .replace("$t", sent)
                        .replace("$r", InstaPayEdge.text(refund, "id"))
                        .split(" :: | ", 3);
        breakAfter(change);
        var reply = app.call(who, words[0], words[1], words[2].replaceFirst("^:: ", ""));
        assertThat(changes).hasValueGreaterThanOrEqualTo(change);
        assertThat(reply.status()).as(reply.line()).isEqualTo(status);
    }
}
