package io.florin.node;

import io.florin.edge.health.Health;
import io.florin.node.kafka.Kafka;
import io.florin.node.projection.ReadSide;
import io.florin.persistence.database.Database;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * What this node knows about itself: the database answers, the member is up, the lag is small, and
 * Kafka is there. Without Kafka it is still ready: wallets do without.
 */
final class NodeHealth implements Health {
    private static final Duration ANSWER_LIMIT = Duration.ofMillis(900);

    private final Cluster cluster;
    private final Database database;
    private final ReadSide readSide;
    private final Kafka kafka;
    private final Executor blocking;
    private final AtomicBoolean leaving = new AtomicBoolean();

    NodeHealth(
            Cluster cluster, Database database, ReadSide readSide, Kafka kafka, Executor blocking) {
        this.cluster = cluster;
        this.database = database;
        this.readSide = readSide;
        this.kafka = kafka;
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
                                            "kafka", new Check(kafka.isGood(), kafka.condition()),
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
        var most = readSide.settings().maxHealthyLagMillis();
        return readSide.ledger()
                .lagMillis()
                .thenApply(lag -> new Check(lag <= most, "The lag is " + lag + " ms."))
                .toCompletableFuture();
    }

    private static CompletableFuture<Check> check(
            CompletableFuture<Check> answer, String otherwise) {
        return answer.orTimeout(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> new Check(false, otherwise));
    }
}
