package io.florin.sandbox;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.node.Node;
import io.florin.node.NodeNotStarted;
import io.florin.node.Seams;
import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.Run;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.Claim;
import io.florin.persistence.job.Fence;
import io.florin.persistence.job.Finished;
import io.florin.persistence.job.RunEnd;
import io.florin.persistence.job.RunTable;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import io.florin.sandbox.node.ParentWatch;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A real node with two kinds of jobs that call the {@link Outside}, and that tells it of each
 * {@link Step} of a job whose payload asks for that: there it may be killed.
 */
final class CrashNode {
    /** In the environment: where the outside is. */
    static final String OUTSIDE = "FLORIN_TEST_OUTSIDE";

    /** Calls a provider that has keys. */
    static final String ERRAND = "test.errand";

    /** Has a provider without keys move money. */
    static final String PAYOUT = "test.payout";

    /** Goes on until its job is released; one at a time in the cluster. */
    static final String WATCH = "test.watch";

    private static final String KINDS =
            """
            florin.jobs.kinds {
              "test.errand" { queue = ai, timeout-millis = 120000, max-deaths = 100 }
              "test.watch" { queue = ai, timeout-millis = 120000, max-deaths = 100, max-running = 1 }
              "test.payout" { queue = payment, timeout-millis = 120000, max-deaths = 100 }
            }
            """;

    private final Caller outside;

    /** Which job it was, by the row's number. */
    private final Map<Long, Claim> claims = new ConcurrentHashMap<>();

    private CrashNode(Caller outside) {
        this.outside = outside;
    }

    public static void main(String[] arguments) {
        ParentWatch.begin();
        var address = requireNonNull(System.getenv(OUTSIDE), OUTSIDE);
        var node = new CrashNode(new Caller(URI.create(address)));
        try {
            Node.start(config(), node.seams());
        } catch (NodeNotStarted e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Config config() {
        return ConfigFactory.parseString(KINDS).withFallback(ConfigFactory.load()).resolve();
    }

    private Seams seams() {
        Map<String, JobHandler> handlers =
                Map.of(ERRAND, this::errand, PAYOUT, this::payout, WATCH, this::watch);
        return new Seams(handlers, ToldRuns::new, ToldWallets::new);
    }

    private Outcome errand(Run run) throws InterruptedException {
        var job = run.claim().job().id().value();
        outside.tell("/begin", job, "");
        reached(Step.BEGUN, run.claim());
        outside.tell("/call", job, "");
        reached(Step.CALLED, run.claim());
        return new Outcome.Succeeded("{\"called\":true}");
    }

    private Outcome payout(Run run) throws InterruptedException {
        var job = run.claim().job().id().value();
        outside.tell("/begin", job, "");
        reached(Step.BEGUN, run.claim());
        if (!run.mustAskFirst() || !outside.asks("/sent", job)) {
            run.markSent();
            reached(Step.MARKED, run.claim());
            outside.tell("/send", job, "");
            reached(Step.CALLED, run.claim());
        }
        return new Outcome.Succeeded("{\"sent\":true}");
    }

    private Outcome watch(Run run) throws InterruptedException {
        var job = run.claim().job().id().value();
        boolean isOver = false;
        while (!isOver) isOver = outside.asks("/watch", job);
        outside.tell("/call", job, "");
        return new Outcome.Succeeded("{\"watched\":true}");
    }

    private void reached(Step step, Claim claim) {
        var job = claim.job();
        if (job.spec().payload().contains("\"" + step.word() + "\"")) {
            outside.tellCalmly("/reached", job.id().value(), step.word());
        }
    }

    private void reached(Step step, Fence fence) {
        var claim = claims.get(fence.seq());
        if (claim != null) reached(step, claim);
    }

    /** Between a commit and whoever waits for it. */
    private final class ToldRuns extends RunTable {
        ToldRuns(Database database) {
            super(database);
        }

        @Override
        public List<Claim> claim(List<Long> seqs, String incarnation, int most) {
            var claimed = super.claim(seqs, incarnation, most);
            for (var claim : claimed) {
                claims.put(claim.fence().seq(), claim);
                reached(Step.CLAIMED, claim);
            }
            return claimed;
        }

        @Override
        public Finished finish(List<RunEnd> ends) {
            var finished = super.finish(ends);
            ends.forEach(end -> reached(Step.FINISHED, end.fence()));
            return finished;
        }

        @Override
        public Finished end(List<Fence> settled) {
            var finished = super.end(settled);
            settled.forEach(fence -> reached(Step.ENDED, fence));
            return finished;
        }
    }

    /** Before a job's money moves, and between its move and whoever waits for the answer. */
    private final class ToldWallets implements Wallets {
        private final Wallets wallets;

        ToldWallets(Wallets wallets) {
            this.wallets = wallets;
        }

        @Override
        public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
            if (!(request.command() instanceof WalletCommand.EndJob ends)) {
                return wallets.execute(wallet, request);
            }
            reached(Step.ASKING, ends);
            return wallets.execute(wallet, request)
                    .thenApplyAsync(
                            reply -> {
                                if (reply instanceof WalletReply.Done) reached(Step.CAPTURED, ends);
                                return reply;
                            },
                            Thread::startVirtualThread);
        }

        private void reached(Step step, WalletCommand.EndJob ends) {
            claims.values().stream()
                    .filter(claim -> claim.job().id().equals(ends.id()))
                    .findFirst()
                    .ifPresent(claim -> CrashNode.this.reached(step, claim));
        }

        @Override
        public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
            return wallets.ask(wallet, inquiry);
        }
    }
}
