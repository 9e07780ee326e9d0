package io.florin.node;

import io.florin.edge.health.Health;
import io.florin.node.kafka.Kafka;
import io.florin.node.membership.Presence;
import io.florin.node.projection.ReadSide;
import io.florin.node.provider.Circuit;
import io.florin.persistence.database.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * What this node knows about itself: the database answers, the member is up, the lag is small,
 * Kafka is there, and no provider is given a rest. Without Kafka and providers it is still ready:
 * wallets do without.
 */
final class NodeHealth implements Health {
    private static final Duration ANSWER_LIMIT = Duration.ofMillis(900);

    private final Parts parts;
    private final Executor blocking;
    private final AtomicBoolean leaving = new AtomicBoolean();

    /** What it looks at; {@code circuits}: of the providers that there is a key for. */
    record Parts(
            Cluster cluster,
            Presence presence,
            Database database,
            ReadSide readSide,
            Kafka kafka,
            List<Circuit> circuits) {}

    NodeHealth(Parts parts, Executor blocking) {
        this.parts = parts;
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
                            var checks = providers();
                            checks.put("clock", checkClock());
                            checks.put("cluster", checkMember());
                            checks.put("database", databaseCheck);
                            checks.put("kafka", checkKafka());
                            checks.put("projections", projections);
                            return new Report(
                                    isMember() && databaseCheck.good() && !leaving.get(), checks);
                        });
    }

    /** As this node has found them. */
    private Map<String, Check> providers() {
        var checks = new HashMap<String, Check>();
        for (var circuit : parts.circuits()) {
            var detail =
                    circuit.isOpen()
                            ? "It failed again and again, and is given a rest."
                            : "Nothing is known against it.";
            checks.put(circuit.provider(), new Check(!circuit.isOpen(), detail));
        }
        return checks;
    }

    private Check checkKafka() {
        return new Check(parts.kafka().isGood(), parts.kafka().condition());
    }

    private Check checkMember() {
        var trouble = parts.presence().standing().trouble();
        var status = parts.cluster().selfMember().status();
        return new Check(
                isMember() && trouble.isEmpty(), trouble.orElse("This member is " + status + "."));
    }

    /** Beside another cluster it still serves; before it has entered its own, not yet. */
    private boolean isMember() {
        return parts.cluster().selfMember().status() == MemberStatus.up()
                && parts.presence().standing().entered();
    }

    private Check checkClock() {
        var standing = parts.presence().standing();
        return new Check(standing.clockIsRight(), standing.clock());
    }

    private CompletableFuture<Check> askDatabase() {
        return CompletableFuture.supplyAsync(
                () -> new Check(parts.database().answers(), "The database answers."), blocking);
    }

    private CompletableFuture<Check> askProjections() {
        var readSide = parts.readSide();
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
