package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reply of a wallet has one status, one body, and the headers that belong to it. */
class RepliesTest {
    private final TestEdge edge = new TestEdge();

    private Reply transfer(WalletReply reply) {
        edge.wallets.replies(reply);
        return edge.post("/v1/transfers", Script.expanded("{$T,\"id\":\"t1\"}"));
    }

    @Test
    void done() {
        var first = transfer(new Done(Samples.transfer(), false));
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.type()).isEqualTo("application/json");
        assertThat(first.header("Location")).isEqualTo("/v1/transfers/t1?from=alice");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        var again = transfer(new Done(Samples.transfer(), true));
        assertThat(again.line()).isEqualTo(first.line());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void denied() {
        var first = transfer(new Denied(Samples.shortfall(), false));
        assertThat(first.type()).isEqualTo("application/problem+json");
        assertThat(first.line())
                .isEqualTo(
                        "402 {\"type\":\"/docs#insufficient_funds\","
                                + "\"title\":\"Insufficient funds\",\"status\":402,"
                                + "\"detail\":\"The available balance does not cover it.\","
                                + "\"code\":\"insufficient_funds\","
                                + "\"available\":40,\"required\":250,\"shortfall\":210}");
        var again = transfer(new Denied(Samples.shortfall(), true));
        assertThat(again.line()).isEqualTo(first.line());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void notTaken() {
        var reply = transfer(new NotTaken(Refusal.BUSY));
        assertThat(reply.line()).startsWith("503 ").contains("\"code\":\"busy\"");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void inDoubt() {
        var reply = transfer(new InDoubt());
        assertThat(reply.line()).isEqualTo("202 {\"id\":\"t1\",\"state\":\"pending\"}");
        assertThat(reply.header("Location")).isEqualTo("/v1/transfers/t1?from=a");
    }

    @Test
    void aDoorThatFailsLeavesACommandInDoubtAndAQueryUnanswered() {
        edge.wallets.onExecute =
                (_, _) -> CompletableFuture.failedStage(new IllegalStateException("planted"));
        edge.wallets.onAsk =
                (_, _) -> CompletableFuture.failedStage(new IllegalStateException("planted"));
        assertThat(edge.post("/v1/transfers", Script.expanded("{$T,\"id\":\"t1\"}")).status())
                .isEqualTo(202);
        assertThat(edge.get("/v1/wallets/a").line()).startsWith("503 ").contains("unavailable");
    }

    @Test
    void aWalletThatIsSilentLeavesACommandInDoubtAndAQueryUnanswered() {
        var hasty = new TestEdge(Map.of("request-timeout-millis", 20));
        hasty.wallets.onExecute = (_, _) -> new CompletableFuture<>();
        hasty.wallets.onAsk = (_, _) -> new CompletableFuture<>();
        assertThat(hasty.post("/v1/transfers", Script.expanded("{$T,\"id\":\"t1\"}")).status())
                .isEqualTo(202);
        assertThat(hasty.get("/v1/wallets/a").line()).startsWith("503 ").contains("unavailable");
    }

    /** What must not happen tells the client nothing but where to look. */
    @Test
    void aBugIsAnIncident() {
        edge.wallets.onExecute =
                (_, _) -> {
                    throw new IllegalStateException("planted secret");
                };
        var reply = edge.post("/v1/transfers", Script.expanded("{$T,\"id\":\"t1\"}"));
        assertThat(reply.line())
                .startsWith("500 ")
                .contains("\"code\":\"internal\"", "\"instance\":\"urn:uuid:")
                .doesNotContain("planted");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalHasItsStatus(Refusal why) {
        var reply = transfer(new Denied(Denial.of(why), false));
        assertThat(reply.body()).contains("\"code\":\"%s\"".formatted(why.code()));
        assertThat(reply.status()).isEqualTo(status(why.kind()));
        assertThat(reply.header("Retry-After").isEmpty())
                .isEqualTo(reply.status() != 503 && reply.status() != 429);
    }

    /** As API.md has it. */
    private static int status(Refusal.Kind kind) {
        return switch (kind) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case FUNDS -> 402;
            case FORBIDDEN, BLOCKED -> 403;
            case NOT_FOUND -> 404;
            case METHOD -> 405;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case MEDIA_TYPE -> 415;
            case RULE -> 422;
            case LIMITED -> 429;
            case BUG -> 500;
            case UNAVAILABLE -> 503;
        };
    }
}
