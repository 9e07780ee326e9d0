package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.account.Note;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many transfers in one request: each has its own result, in the order of the request. */
class BulkTest {
    private final TestEdge edge = new TestEdge();

    private static String item(String id) {
        return Script.expanded("{$T,\"id\":\"%s\"}".formatted(id));
    }

    private static String body(String... items) {
        return "{\"transfers\":[%s]}".formatted(String.join(",", items));
    }

    private static WalletReply reply(String id) {
        var legs = List.of(new LegView(Samples.BOB, 1, State.COMPLETED, null));
        var transfer = Samples.transfer(State.COMPLETED, legs, Note.NONE);
        return switch (id) {
            case "doubt" -> new InDoubt();
            case "busy" -> new NotTaken(Refusal.BUSY);
            case "poor" -> new Denied(Samples.shortfall(), false);
            default -> new Done(new Answer.OfTransfer(transfer), false);
        };
    }

    private static String id(Request request) {
        return ((Transfer) request.command()).id().value();
    }

    @Test
    void everyTransferHasItsOwnResult() {
        edge.wallets.onExecute =
                (_, request) -> CompletableFuture.completedStage(reply(id(request)));
        var reply =
                edge.post(
                        "/v1/transfers/bulk",
                        body(
                                item("good"),
                                item("poor"),
                                "{\"id\":\"bad\",\"amount\":0}",
                                item("doubt"),
                                item("busy")));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(results(reply.body()))
                .containsExactly(
                        "good completed",
                        "poor insufficient_funds",
                        "bad field_missing",
                        "doubt pending",
                        "busy busy");
        assertThat(edge.wallets.executed).hasSize(4).allMatch(e -> e.request().key() == null);
    }

    /** {@code id state} or {@code id code}. */
    private static List<String> results(String body) {
        return java.util.regex.Pattern.compile(
                        "\"id\":\"(\\w+)\",(?:\"state\"|\"problem\":.*?\"code\"):\"(\\w+)\"")
                .matcher(body)
                .results()
                .map(result -> result.group(1) + " " + result.group(2))
                .toList();
    }

    @Test
    void theyAreAskedInOrderAFewAtATime() {
        var few = new TestEdge(Map.of("bulk-parallelism", 4));
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        few.wallets.onExecute =
                (_, request) -> {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    return later(request, underWay);
                };
        var ids = IntStream.range(0, 1_000).mapToObj(i -> "t" + i).toList();
        var items = ids.stream().map(BulkTest::item).toArray(String[]::new);
        var reply = few.post("/v1/transfers/bulk", body(items));
        assertThat(results(reply.body()))
                .isEqualTo(ids.stream().map(id -> id + " completed").toList());
        assertThat(few.wallets.executed.stream().map(e -> id(e.request()))).isEqualTo(ids);
        assertThat(most.get()).isBetween(2, 4);
    }

    private static CompletionStage<WalletReply> later(Request request, AtomicInteger underWay) {
        return CompletableFuture.supplyAsync(
                () -> {
                    underWay.decrementAndGet();
                    return reply(id(request));
                },
                ForkJoinPool.commonPool());
    }

    /** Silence must not add up: what was not asked when patience ended is certainly not taken. */
    @Test
    void whenPatienceEndsTheRestIsNotTaken() {
        var hasty = new TestEdge(Map.of("bulk-parallelism", 2, "request-timeout-millis", 500));
        hasty.wallets.onExecute = (_, _) -> new CompletableFuture<>();
        var items = IntStream.range(0, 10).mapToObj(i -> item("t" + i)).toArray(String[]::new);
        var results = results(hasty.post("/v1/transfers/bulk", body(items)).body());
        var counts =
                results.stream()
                        .map(result -> result.substring(result.indexOf(' ') + 1))
                        .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
        assertThat(results).hasSize(10);
        assertThat(counts.getOrDefault("pending", 0L)).isBetween(2L, 4L);
        assertThat(counts).containsOnlyKeys("pending", "busy");
    }
}
