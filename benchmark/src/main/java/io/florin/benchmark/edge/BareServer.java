package io.florin.benchmark.edge;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.sandbox.terminal.CommandFailed;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * A server without any of the edge, in the node's process: it answers nothing at once, or nothing
 * after a wallet was asked. The difference is what the question adds to a call over HTTP, with the
 * two changes of thread that it brings.
 */
final class BareServer implements AutoCloseable {
    static final String AT_ONCE = "/at-once";
    static final String AFTER_ASKING = "/after-asking";

    private static final long LIMIT_SECONDS = 10;

    private final EdgeNode node;
    private final List<WalletId> wallets;
    private final AtomicInteger next = new AtomicInteger();
    private final ServerBinding binding;

    private BareServer(EdgeNode node, List<WalletId> wallets) {
        this.node = node;
        this.wallets = wallets;
        this.binding =
                await(
                        Http.get(node.node().system())
                                .newServerAt("127.0.0.1", 0)
                                .bind(this::answer)
                                .toCompletableFuture());
    }

    static BareServer start(EdgeNode node, List<WalletId> wallets) {
        return new BareServer(node, wallets);
    }

    int port() {
        return binding.localAddress().getPort();
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request) {
        var nothing = HttpResponse.create();
        if (request.getUri().getPathString().equals(AT_ONCE)) {
            return CompletableFuture.completedFuture(nothing);
        }
        int number = Math.floorMod(next.getAndIncrement(), wallets.size());
        return node.wallets()
                .ask(wallets.get(number), Inquiry.free(new Look(false)))
                .thenApply(_ -> nothing);
    }

    @Override
    public void close() {
        await(binding.unbind().toCompletableFuture());
    }

    private static <T> T await(CompletableFuture<T> done) {
        try {
            return done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailed("The bare server cannot listen: " + e, e);
        }
    }
}
