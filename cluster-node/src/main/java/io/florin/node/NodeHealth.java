package io.florin.node;

import io.florin.edge.health.Health;
import io.florin.persistence.database.Database;
import io.florin.protocol.ledger.Ledger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** What this node knows about itself: the database answers, the member is up, the lag is small. */
final class NodeHealth implements Health {
    private static final Duration ANSWER_LIMIT = Duration.ofMillis(900);

    private final Cluster cluster;
    private final Database database;
    private final Ledger ledger;
    private final long maxLagMillis;
    private final Executor blocking;
    private final AtomicBoolean leaving = new AtomicBoolean();

    NodeHealth(
            Cluster cluster,
            Database database,
            Ledger ledger,
            long maxLagMillis,
            Executor blocking) {
        this.cluster = cluster;
        this.database = database;
        this.ledger = ledger;
        this.maxLagMillis = maxLagMillis;
        this.blocking = blocking;
    }

    /** From now on not ready, so that nobody sends requests here any more. */
    void leave() {
        leaving.set(true);
    }

    @Override
    public CompletionStage<Report> report() {
        return check(askDatabase(), "The database does not answer.")
                .thenCombine(
                        check(askProjections(), "The read side does not answer."),
                        (databaseCheck, projections) -> {
                            var member = checkMember();
                            return new Report(
                                    member.good() && databaseCheck.good() && !leaving.get(),
                                    Map.of(
                                            "cluster", member,
                                            "database", databaseCheck,
                                            "projections", projections));
                        });
    }

    private Check checkMember() {
        var status = cluster.selfMember().status();
        return new Check(status == MemberStatus.up(), "This member is " + status + ".");
    }

    private CompletableFuture<Check> askDatabase() {
        return CompletableFuture.supplyAsync(
                () -> new Check(database.answers(), "The database answers."), blocking);
    }

    private CompletableFuture<Check> askProjections() {
        return ledger.lagMillis()
                .thenApply(lag -> new Check(lag <= maxLagMillis, "The lag is " + lag + " ms."))
                .toCompletableFuture();
    }

    private static CompletableFuture<Check> check(
            CompletableFuture<Check> answer, String otherwise) {
        return answer.orTimeout(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> new Check(false, otherwise));
    }
}
