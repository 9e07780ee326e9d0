package io.florin.node.session;

import io.florin.persistence.database.Database;
import io.florin.persistence.session.SessionTable;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.Sessions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** The users' sessions in the read table; so many questions at once and no more. */
public final class SqlRoster implements Roster {
    private static final int MAX_QUERIES = 32;

    private final SessionTable table;
    private final InstantSource clock;
    private final Executor blocking;
    private final Semaphore places = new Semaphore(MAX_QUERIES);

    public SqlRoster(Database database, InstantSource clock, Executor blocking) {
        this.table = new SessionTable(database);
        this.clock = clock;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<List<SessionId>> ofUser(String app, String user) {
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException(
                            MAX_QUERIES + " lists of sessions are under way"));
        }
        return CompletableFuture.supplyAsync(
                        () -> table.liveOf(app, user, clock.instant(), Sessions.MAX_OF_USER),
                        blocking)
                .whenCompleteAsync((_, _) -> places.release(), blocking);
    }
}
