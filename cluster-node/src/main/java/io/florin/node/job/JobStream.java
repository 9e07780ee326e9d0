package io.florin.node.job;

import io.florin.node.kafka.ClientFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.kafka.CommitterSettings;
import org.apache.pekko.kafka.ConsumerMessage;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;
import org.apache.pekko.kafka.ConsumerSettings;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Committer;
import org.apache.pekko.kafka.javadsl.Consumer;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * Claims what comes from one topic. All that has come while two claims were under way is the next
 * claim. A record is done once its claim has committed; one that is read twice does no harm, and
 * one that cannot be read is parked, with its bytes, and the stream goes on.
 */
final class JobStream {
    /** Where the records come from: the client's settings, without a topic. */
    record Intake(
            ConsumerSettings<String, byte[]> consumer, CommitterSettings committer, int batch) {}

    private static final RestartSettings RESTARTS =
            RestartSettings.create(Duration.ofMillis(200), Duration.ofSeconds(3), 0.2);

    /** One claim has its rows changed while another is made durable. */
    private static final int AT_ONCE = 2;

    private final ActorSystem<?> system;
    private final Intake intake;
    private final Claimer claimer;
    private final Parking parking;
    private final Executor blocking;
    private final ClientFigures figures = new ClientFigures();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Consumer.@Nullable Control client;

    JobStream(
            ActorSystem<?> system,
            Intake intake,
            Claimer claimer,
            Parking parking,
            Executor blocking) {
        this.system = system;
        this.intake = intake;
        this.claimer = claimer;
        this.parking = parking;
        this.blocking = blocking;
    }

    /** Goes on, through all failures, until the switch stops it. */
    UniqueKillSwitch run(String topic) {
        return RestartSource.onFailuresWithBackoff(RESTARTS, () -> claims(topic))
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.ignore())
                .run(system);
    }

    private Source<Done, NotUsed> claims(String topic) {
        return Consumer.committableSource(intake.consumer(), Subscriptions.topics(topic))
                .batch(intake.batch(), JobStream::alone, JobStream::together)
                .mapAsync(AT_ONCE, this::claim)
                .via(Committer.flow(intake.committer()))
                .mapMaterializedValue(control -> {
                    client = control;
                    return NotUsed.getInstance();
                });
    }

    /** Asks the client what it counts, unless it was asked and has not answered yet. */
    void look() {
        var asked = client;
        if (asked == null || !looking.compareAndSet(false, true)) return;
        var _ =
                counted(asked)
                        .whenCompleteAsync(
                                (told, failure) -> {
                                    // One that has ended is followed by another.
                                    if (failure == null) figures.take(told);
                                    looking.set(false);
                                },
                                Runnable::run);
    }

    private static CompletionStage<Map<MetricName, Metric>> counted(Consumer.Control client) {
        try {
            return client.getMetrics();
        } catch (IllegalStateException e) {
            return CompletableFuture.failedStage(e); // it has not begun yet
        }
    }

    /** What it said. */
    ClientFigures figures() {
        return figures;
    }

    private static List<CommittableMessage<String, byte[]>> alone(
            CommittableMessage<String, byte[]> record) {
        var batch = new ArrayList<CommittableMessage<String, byte[]>>();
        batch.add(record);
        return batch;
    }

    private static List<CommittableMessage<String, byte[]>> together(
            List<CommittableMessage<String, byte[]>> batch,
            CommittableMessage<String, byte[]> record) {
        batch.add(record);
        return batch;
    }

    private CompletionStage<ConsumerMessage.Committable> claim(
            List<CommittableMessage<String, byte[]>> batch) {
        return CompletableFuture.supplyAsync(() -> claimNow(batch), blocking);
    }

    private ConsumerMessage.Committable claimNow(List<CommittableMessage<String, byte[]>> batch) {
        try {
            var seqs =
                    batch.stream()
                            .map(message -> parking.seqOf(message.record()))
                            .flatMapToLong(OptionalLong::stream)
                            .boxed()
                            .distinct()
                            .toList();
            if (!claimer.claim(seqs)) throw new CompletionException("Stopped.", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
        return ConsumerMessage.createCommittableOffsetBatch(
                batch.stream()
                        .<ConsumerMessage.Committable>map(CommittableMessage::committableOffset)
                        .toList());
    }
}
