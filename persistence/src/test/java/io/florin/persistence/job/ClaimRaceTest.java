package io.florin.persistence.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Claims beside others that have not committed, and maybe never will. */
class ClaimRaceTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration AGAIN = Duration.ofMinutes(2);

    private static Database database;

    private JobScript script;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anApp() {
        script = new JobScript(database);
    }

    @Test
    void theIndexOfLanesDecidesWhatTheLookCouldNotSeeAndTheOthersOfTheBatchRun() throws Exception {
        var lane = Wish.of("any").key("k");
        long due = script.submit("late", lane.runAt(Instant.now().plusSeconds(600)));
        long second = script.submit("second", lane);
        long other = script.submit("other");
        try (var stranger = begin()) {
            execute(
                    stranger,
                    "update job set state = 'RUNNING', attempt = 1, incarnation = 'stranger',"
                            + " dispatch_at = null, version = version + 1 where seq = "
                            + due);
            var claims = CompletableFuture.supplyAsync(() -> script.claim(second, other));
            await().until(() -> POSTGRES.sessionsWaitingForLocks() == 1);
            stranger.commit();
            assertThat(claims.get(20, TimeUnit.SECONDS))
                    .extracting(claim -> claim.fence().seq())
                    .containsExactly(other);
        }
        assertThat(script.state("second")).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aClaimerThatStandsStillKeepsNobodyFromTheOtherJobs() throws Exception {
        long first = script.submit("first");
        long second = script.submit("second");
        try (var still = begin()) {
            execute(still, "select * from job_claim(array[%d], 'still', 1)".formatted(first));
            assertThat(script.claim(first, second))
                    .extracting(claim -> claim.fence().seq())
                    .containsExactly(second);
            still.rollback();
        }
        assertThat(script.claim(first)).hasSize(1);
    }

    @Test
    void aLimitedKindWaitsForSuchAClaimerNoLongerThanForAnyLock() throws Exception {
        script.runs.kinds(List.of(new KindLimits("limited", 5, null, null, 3)));
        long first = script.submit("first", Wish.of("limited"));
        long second = script.submit("second", Wish.of("limited"));
        var running = script.run(script.submit("third", Wish.of("limited")));
        try (var still = begin()) {
            execute(still, "select * from job_claim(array[%d], 'still', 1)".formatted(first));
            assertThat(script.runs.finish(List.of(JobScript.succeeds(running))).accepted())
                    .hasSize(1);
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> script.claim(second))
                    .extracting(DatabaseException::outcome)
                    .isEqualTo(DatabaseException.Outcome.UNAVAILABLE);
        }
        assertThat(script.claim(second)).hasSize(1);
    }

    @Test
    void whoResumesAQueueWaitsForWhomeverStillTakesItForPaused() throws Exception {
        var queues = new QueueTable(database);
        long seq = script.submit("first");
        queues.pause("ai", true, AGAIN);
        script.runs.republishAll();
        try (var still = begin()) {
            execute(still, "select * from job_publish(100, interval '2 minutes')");
            var told = CompletableFuture.supplyAsync(() -> queues.pause("ai", false, AGAIN));
            await().until(() -> told.isDone() || POSTGRES.sessionsWaitingForLocks() == 1);
            still.commit();
            assertThat(told.get(20, TimeUnit.SECONDS)).extracting(Due::seq).contains(seq);
        }
    }

    private static Connection begin() throws SQLException {
        var connection = POSTGRES.server().connect(POSTGRES.name());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
