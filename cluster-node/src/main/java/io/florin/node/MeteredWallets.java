package io.florin.node;

import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metric;
import io.florin.node.telemetry.Span;
import io.florin.node.telemetry.Spans;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.trace.TraceIds;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The wallets' door with a meter beside it. A command of a sampled trace, if somebody looks at it,
 * is a part with an id of its own, by which the wallet's node knows it, too.
 */
record MeteredWallets(Wallets wallets, Meter meter, Spans spans, TraceIds ids) implements Wallets {
    /** The meter runs where the reply arrives: the plain form may start a thread for each. */
    @Override
    public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
        long begunNanos = System.nanoTime();
        var trace = LogTrace.ofThread();
        var part = spans.take(trace) ? ids.within(trace) : null;
        return wallets.execute(wallet, request.tracedBy(part == null ? trace : part))
                .whenCompleteAsync(
                        (reply, _) -> {
                            long nanos = System.nanoTime() - begunNanos;
                            var outcome = outcome(reply);
                            meter.record(Metric.WALLET_COMMAND, nanos, outcome);
                            if (part != null && trace != null) {
                                span(part, trace, nanos, outcome);
                            }
                        },
                        Runnable::run);
    }

    private void span(Trace part, Trace whole, long nanos, String outcome) {
        var tags = Map.of("outcome", outcome);
        spans.add(new Span(Span.Name.WALLET_COMMAND, part, whole.requestId(), nanos, tags));
    }

    @Override
    public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
        return wallets.ask(wallet, inquiry);
    }

    /** Nothing: it failed in a way nobody thought of. */
    private static String outcome(@Nullable WalletReply reply) {
        return switch (reply) {
            case null -> "failed";
            case Done done -> done.replayed() ? "replayed" : "done";
            case Denied _ -> "denied";
            case NotTaken _ -> "not_taken";
            case InDoubt _ -> "in_doubt";
        };
    }
}
