package io.florin.persistence.journal;

import io.florin.persistence.journal.JournalTable.Row;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Future;

/**
 * The journal plugin, path {@code florin.journal}: the protocol between persistent actors and the
 * {@link JournalEngine}. Pekko makes it from configuration.
 *
 * <p>A write is rejected only if it cannot be serialised; whatever the database says makes it fail.
 */
public final class PostgresJournal extends AsyncWriteJournal {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresJournal.class);

    private final JournalEngine engine = JournalEngine.get(context().system());

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
            Iterable<AtomicWrite> messages) {
        var intake = new Intake(engine.payloads());
        messages.forEach(intake::add);
        if (intake.hasRejected()) logRejected(intake);
        return ScalaFutures.of(store(intake), _ -> intake.verdicts());
    }

    private CompletableFuture<?> store(Intake intake) {
        var writes = new ArrayList<CompletableFuture<?>>(1);
        intake.eventsByEntity()
                .forEach((entity, events) -> writes.add(engine.write(entity, events)));
        return writes.size() == 1
                ? writes.getFirst()
                : CompletableFuture.allOf(writes.toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return ScalaFutures.ofNothing(engine.delete(persistenceId, toSequenceNr));
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return ScalaFutures.of(engine.highestSequence(persistenceId), Function.identity());
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Consumer<PersistentRepr> replayCallback) {
        var replayed =
                engine.replay(
                        persistenceId,
                        fromSequenceNr,
                        toSequenceNr,
                        max,
                        row -> replayCallback.accept(event(persistenceId, row)));
        return ScalaFutures.ofNothing(replayed);
    }

    private PersistentRepr event(String persistenceId, Row row) {
        var manifest = row.adapterManifest();
        var event =
                PersistentRepr$.MODULE$
                        .apply(
                                engine.payloads().read(row.payload()),
                                row.sequence(),
                                persistenceId,
                                manifest == null ? "" : manifest,
                                false,
                                ActorRef.noSender(),
                                row.writer())
                        .withTimestamp(row.storedMillis());
        var metadata = row.metadata();
        return metadata == null ? event : event.withMetadata(engine.payloads().read(metadata));
    }

    private void logRejected(Intake intake) {
        for (var verdict : intake.verdicts()) {
            verdict.ifPresent(reason -> {
                engine.rejected();
                LOG.warn("Rejected, because it cannot be serialised: {}", reason.toString());
            });
        }
    }
}
