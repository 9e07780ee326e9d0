package io.florin.persistence.journal;

import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.journal.JournalException.Overloaded;
import io.florin.persistence.journal.JournalException.Unavailable;
import io.florin.persistence.journal.NameTable.Exact;
import io.florin.persistence.journal.NameTable.Found;
import io.florin.persistence.journal.NameTable.Prefixed;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.journal.NameQuery.Order;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The name index over PostgreSQL: one virtual thread answers all that gathered, at once. */
final class BatchedNameIndex implements NameIndex, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchedNameIndex.class);
    private static final int PREFIX_LIMIT_MAX = 1_000;
    private static final int IDLE_SECONDS = 1;

    private record Request(
            String entity, Set<NameQuery> queries, CompletableFuture<List<StoredEvent>> answer) {}

    private final Database database;
    private final Payloads payloads;
    private final JournalSettings settings;
    private final Counters counters;
    private final LinkedBlockingQueue<Request> waiting;
    private final Thread thread;
    private volatile boolean closed;

    BatchedNameIndex(
            Database database, Payloads payloads, JournalSettings settings, Counters counters) {
        this.database = database;
        this.payloads = payloads;
        this.settings = settings;
        this.counters = counters;
        this.waiting = new LinkedBlockingQueue<>(settings.lookupsWaiting());
        this.thread = Thread.ofVirtual().name("florin-journal-names").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public CompletionStage<List<StoredEvent>> lookup(String persistenceId, Set<NameQuery> queries) {
        queries.forEach(BatchedNameIndex::check);
        if (queries.isEmpty()) return CompletableFuture.completedFuture(List.of());
        var result = new CompletableFuture<List<StoredEvent>>();
        var request = new Request(persistenceId, Set.copyOf(queries), new CompletableFuture<>());
        if (closed) {
            result.completeExceptionally(new Unavailable("The journal is closed.", null));
        } else if (!waiting.offer(request)) {
            result.completeExceptionally(tooManyWaiting());
        } else {
            var _ =
                    request.answer()
                            .orTimeout(settings.lookupTimeoutMillis(), TimeUnit.MILLISECONDS)
                            .whenComplete((events, failure) -> {
                                if (failure == null) {
                                    result.complete(events);
                                } else {
                                    result.completeExceptionally(exception(failure));
                                }
                            });
        }
        return result;
    }

    @Override
    public void close() {
        closed = true;
    }

    private static void check(NameQuery query) {
        if (query instanceof NameQuery.RefPrefix(var prefix, var limit, _)
                && (prefix.isEmpty() || limit < 1 || limit > PREFIX_LIMIT_MAX)) {
            throw new IllegalArgumentException(
                    "A prefix has a character at least and a limit of 1 to " + PREFIX_LIMIT_MAX);
        }
    }

    private void run() {
        try {
            var requests = new ArrayList<Request>();
            while (!closed) {
                var first = waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                if (first == null) continue;
                requests.add(first);
                waiting.drainTo(requests, settings.lookupBatch() - 1);
                requests.removeIf(request -> request.answer().isDone());
                if (!requests.isEmpty()) answer(requests);
                requests.clear();
            }
        } catch (InterruptedException e) {
            LOG.error("The name index was interrupted; it answers no more");
            closed = true;
        }
    }

    private void answer(List<Request> requests) {
        try {
            var found = database.autocommit(connection -> find(connection, requests));
            counters.lookupQueries.increment();
            for (int n = 0; n < requests.size(); n++) {
                deliver(requests.get(n), found.get(n).values());
            }
        } catch (DatabaseException e) {
            var failure = Reads.journalException(e);
            requests.forEach(request -> request.answer().completeExceptionally(failure));
        } catch (RuntimeException e) {
            LOG.error("{} look-ups failed in a way nobody thought of", requests.size(), e);
            requests.forEach(request -> request.answer().completeExceptionally(e));
        }
    }

    /** What was found for each request, by sequence number. */
    private static List<Map<Long, Found>> find(Connection connection, List<Request> requests)
            throws SQLException {
        var keys = new ArrayList<Exact>();
        var refs = new ArrayList<Exact>();
        var prefixes = new EnumMap<Order, List<Prefixed>>(Order.class);
        var found = new ArrayList<Map<Long, Found>>(requests.size());
        for (int n = 0; n < requests.size(); n++) {
            found.add(new TreeMap<>());
            var entity = requests.get(n).entity();
            for (var query : requests.get(n).queries()) {
                switch (query) {
                    case NameQuery.Key(var key) -> keys.add(new Exact(n, entity, key));
                    case NameQuery.Ref(var ref) -> refs.add(new Exact(n, entity, ref));
                    case NameQuery.RefPrefix prefix ->
                            prefixes.computeIfAbsent(prefix.order(), _ -> new ArrayList<>())
                                    .add(new Prefixed(n, entity, prefix));
                }
            }
        }
        var rows = new ArrayList<Found>();
        if (!keys.isEmpty()) rows.addAll(NameTable.byKey(connection, keys));
        if (!refs.isEmpty()) rows.addAll(NameTable.byRef(connection, refs));
        for (var prefix : prefixes.entrySet()) {
            rows.addAll(NameTable.byPrefix(connection, prefix.getKey(), prefix.getValue()));
        }
        rows.forEach(row -> found.get(row.request()).put(row.sequence(), row));
        return found;
    }

    private void deliver(Request request, Collection<Found> rows) {
        try {
            var events = new ArrayList<StoredEvent>(rows.size());
            for (var row : rows) {
                var event = payloads.read(row.payload());
                events.add(new StoredEvent(row.sequence(), row.key(), row.ref(), event));
            }
            counters.lookups.increment();
            request.answer().complete(List.copyOf(events));
        } catch (Exception e) {
            // Whatever a serializer throws belongs to the one who asked.
            request.answer().completeExceptionally(e);
        }
    }

    private JournalException tooManyWaiting() {
        return new Overloaded(
                "More than "
                        + settings.lookupsWaiting()
                        + " name look-ups wait for the database; the bound is "
                        + JournalSettings.PATH
                        + ".lookups-waiting.");
    }

    private Throwable exception(Throwable failure) {
        return failure instanceof TimeoutException
                ? new Unavailable(
                        "The name look-up was not answered within "
                                + settings.lookupTimeoutMillis()
                                + " ms ("
                                + JournalSettings.PATH
                                + ".lookup-timeout-millis).",
                        failure)
                : failure;
    }
}
