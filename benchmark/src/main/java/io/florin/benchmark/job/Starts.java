package io.florin.benchmark.job;

import io.florin.benchmark.edge.Latencies;
import io.florin.benchmark.engine.Population;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import io.florin.sandbox.terminal.CommandFailed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One job at a time on an idle node, through the door: from the commit that makes it a job (a row,
 * or its wallet's event) to the first line of its handler.
 */
final class Starts {
    private static final String APP = "bench";
    private static final Duration OFTEN = Duration.ofNanos(200_000);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofMillis(5);

    private final AtomicLong committedNanos = new AtomicLong();
    private final JobHost host;
    private int numbers;

    Starts(JobHost host) {
        this.host = host;
    }

    /** Of jobs without a price. */
    Latencies unpriced(int warmUps, int jobs) {
        var door = host.node().door(wallets -> wallets, this::committed);
        measure(door, warmUps, null);
        return measure(door, jobs, null);
    }

    /** Of jobs whose price a wallet sets aside. */
    Latencies priced(int warmUps, int jobs) {
        var wallet = new WalletId(APP, "payer");
        Population.all(
                List.of(wallet), id -> host.node().wallets().execute(id, Population.open("owner")));
        Population.all(
                List.of(wallet),
                id -> host.node().wallets().execute(id, Population.deposit("first")));
        var price = new Price(wallet, new Money(new Asset("USD"), 5));
        var door = host.node().door(this::listening, () -> {});
        measure(door, warmUps, price);
        return measure(door, jobs, price);
    }

    private void committed() {
        committedNanos.set(System.nanoTime());
    }

    private Wallets listening(Wallets wallets) {
        return new Wallets() {
            @Override
            public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
                return wallets.execute(wallet, request)
                        .thenApply(reply -> {
                            committed();
                            return reply;
                        });
            }

            @Override
            public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
                return wallets.ask(wallet, inquiry);
            }
        };
    }

    private Latencies measure(Jobs door, int jobs, @Nullable Price price) {
        var nanos = new long[jobs];
        for (int job = 0; job < jobs; job++) {
            long endedBefore = host.node().ended();
            host.startedNanos().set(0);
            submit(door, price);
            Spin.until("the job begins", OFTEN, LIMIT, () -> host.startedNanos().get() != 0);
            nanos[job] = host.startedNanos().get() - committedNanos.get();
            Spin.until("the job ends", OFTEN, LIMIT, () -> host.node().ended() > endedBefore);
            Spin.idle(IDLE);
        }
        return new Latencies(nanos);
    }

    private void submit(Jobs door, @Nullable Price price) {
        var name = "s" + ++numbers;
        var spec =
                new JobSpec("work", JobHost.START, name, "{}", Priority.NORMAL, null, null, null);
        var job = new NewJob(APP, new JobId(name), true, name, spec, price, Terms.FREE, null);
        try {
            var reply = door.submit(job).toCompletableFuture().get(20, TimeUnit.SECONDS);
            if (!(reply instanceof JobReply.Taken)) {
                throw new CommandFailed("A job was answered with " + reply + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailed("A job was not taken: " + e + ".", e);
        }
    }
}
