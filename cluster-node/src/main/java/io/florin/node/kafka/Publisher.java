package io.florin.node.kafka;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.pekko.Done;
import org.apache.pekko.kafka.ProducerSettings;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records, each written once and acknowledged by all replicas, within a bound of number
 * and time. A failure means that the record may be there or not: who calls relies on PostgreSQL and
 * publishes again.
 *
 * <p>Kafka's producer blocks its caller while it does not know the topic, so it is called on
 * threads that may block, and never on an actor's.
 */
public final class Publisher {
    private final ProducerSettings<String, byte[]> producers;
    private final KafkaSettings settings;
    private final Executor blocking;
    private final Semaphore places;
    private final AtomicLong failed = new AtomicLong();

    private final ClientFigures figures = new ClientFigures();
    private volatile @Nullable Producer<String, byte[]> producer;
    private boolean closed;

    Publisher(
            ProducerSettings<String, byte[]> producers, KafkaSettings settings, Executor blocking) {
        this.producers = producers;
        this.settings = settings;
        this.blocking = blocking;
        this.places = new Semaphore(settings.publish().maxInFlight());
    }

    /**
     * Completes when Kafka has all of them; fails with {@link KafkaTrouble} when one has failed and
     * none is under way any more, after a request timeout and a delivery timeout at most.
     */
    public CompletionStage<Done> publish(List<ProducerRecord<String, byte[]>> records) {
        var count = records.size();
        if (!places.tryAcquire(count)) {
            failed.incrementAndGet();
            return CompletableFuture.failedFuture(
                    new KafkaTrouble(
                            "%d records more than %s.publish.max-in-flight were to be published."
                                    .formatted(
                                            count - places.availablePermits(),
                                            KafkaSettings.PATH)));
        }
        // Each topic by itself: who waits for one that is not there holds up no other.
        var topics =
                records.stream()
                        .collect(groupingBy(ProducerRecord::topic, LinkedHashMap::new, toList()))
                        .values()
                        .stream()
                        .map(this::sendLater)
                        .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(topics)
                .thenApply(_ -> Done.getInstance())
                .whenComplete((_, _) -> places.release(count))
                .exceptionallyCompose(failure -> {
                    failed.incrementAndGet();
                    return CompletableFuture.failedFuture(KafkaTrouble.of(failure, settings));
                });
    }

    private CompletableFuture<Done> sendLater(List<ProducerRecord<String, byte[]>> ofTopic) {
        var outcome = new CompletableFuture<Done>();
        try {
            blocking.execute(() -> send(ofTopic, outcome));
        } catch (RejectedExecutionException e) {
            outcome.completeExceptionally(e);
        }
        return outcome;
    }

    /** How often what was to be published was not taken, or not in time. */
    public long failed() {
        return failed.get();
    }

    /** What Kafka's client says now that it has sent. */
    public ClientFigures figures() {
        var sending = producer;
        if (sending != null) figures.take(sending.metrics());
        return figures;
    }

    private void send(
            List<ProducerRecord<String, byte[]>> records, CompletableFuture<Done> outcome) {
        try {
            var through = producer();
            var sent = new ArrayList<CompletableFuture<Done>>();
            for (var producerRecord : records) {
                var one = send(through, producerRecord);
                sent.add(one);
                // It waited for the topic in vain: so would each of the others.
                if (one.isCompletedExceptionally()) break;
            }
            var _ =
                    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                            .whenComplete((_, failure) -> end(outcome, failure));
        } catch (RuntimeException e) {
            outcome.completeExceptionally(e);
        }
    }

    private static void end(CompletableFuture<Done> outcome, @Nullable Throwable failure) {
        if (failure == null) {
            outcome.complete(Done.getInstance());
        } else {
            outcome.completeExceptionally(failure);
        }
    }

    private CompletableFuture<Done> send(
            Producer<String, byte[]> through, ProducerRecord<String, byte[]> producerRecord) {
        var sent = new CompletableFuture<Done>();
        try {
            var _ =
                    through.send(
                            producerRecord,
                            (_, failure) -> {
                                if (failure == null) {
                                    sent.complete(Done.getInstance());
                                } else {
                                    if (isFatal(failure)) replace(through);
                                    sent.completeExceptionally(failure);
                                }
                            });
        } catch (RuntimeException e) {
            replace(through);
            sent.completeExceptionally(e);
        }
        return sent;
    }

    /** After these a producer does nothing any more, by its own description. */
    private static boolean isFatal(Exception failure) {
        return failure instanceof ProducerFencedException
                || failure instanceof OutOfOrderSequenceException
                || failure instanceof UnsupportedVersionException
                || failure instanceof AuthorizationException;
    }

    private synchronized Producer<String, byte[]> producer() {
        if (closed) throw new KafkaTrouble("This node ends and publishes nothing any more.");
        if (producer == null) producer = producers.createKafkaProducer();
        return producer;
    }

    private synchronized void replace(Producer<String, byte[]> useless) {
        if (producer != useless) return;
        producer = null;
        blocking.execute(() -> useless.close(Duration.ZERO));
    }

    /** Waits for what is under way, at most a delivery timeout. */
    public void close() {
        var last = retire();
        if (last != null) {
            last.close(Duration.ofMillis(settings.publish().deliveryTimeoutMillis()));
        }
    }

    private synchronized @Nullable Producer<String, byte[]> retire() {
        closed = true;
        return producer;
    }
}
