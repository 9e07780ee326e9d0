package io.florin.persistence.journal;

import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.journal.JournalException.Conflict;
import io.florin.persistence.journal.JournalException.Overloaded;
import io.florin.persistence.journal.JournalException.Refused;
import io.florin.persistence.journal.JournalException.Unavailable;
import io.florin.persistence.journal.JournalException.Unknown;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs blocking database calls of actors on virtual threads, a bounded number at a time; the pool
 * limits how many of them have a connection. Thread-safe.
 */
final class Reads implements AutoCloseable {
    private final int callsMax;
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("florin-journal-read-", 0).factory());

    Reads(int callsMax) {
        this.callsMax = callsMax;
    }

    /** Runs the call soon; the future fails with {@link JournalException} if the database does. */
    <T> CompletableFuture<T> run(Supplier<T> call) {
        if (calls.incrementAndGet() > callsMax) {
            calls.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new Overloaded(
                            "More than "
                                    + callsMax
                                    + " replays and snapshots wait for the database; the bound is "
                                    + JournalSettings.PATH
                                    + ".reads-waiting."));
        }
        var result = new CompletableFuture<T>();
        try {
            threads.execute(() -> complete(result, call));
        } catch (RejectedExecutionException e) {
            calls.decrementAndGet();
            result.completeExceptionally(new Unavailable("The journal is closed.", e));
        }
        return result;
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private <T> void complete(CompletableFuture<T> result, Supplier<T> call) {
        try {
            var value = call.get();
            calls.decrementAndGet();
            result.complete(value);
        } catch (DatabaseException e) {
            calls.decrementAndGet();
            result.completeExceptionally(journalException(e));
        } catch (Throwable e) {
            // Whatever a serializer throws belongs to the one who asked.
            calls.decrementAndGet();
            result.completeExceptionally(e);
        }
    }

    static JournalException journalException(DatabaseException e) {
        var message = "The database did not answer: " + e.getMessage();
        return switch (e.outcome()) {
            case REFUSED ->
                    e.constraint() == null
                            ? new Refused(message, e)
                            : new Conflict(message, e.constraint(), e);
            case UNAVAILABLE -> new Unavailable(message, e);
            case UNKNOWN -> new Unknown(message, e);
        };
    }
}
