package io.florin.persistence.job;

import static io.florin.persistence.job.JobScript.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobState;
import io.florin.protocol.trace.Trace;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever has a job in hand knows what has submitted it. */
class JobTraceTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Trace TRACE =
            new Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");

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

    private static JobRow traced(JobRow row) {
        return new JobRow(
                row.job(),
                row.ordered(),
                row.maxAttempts(),
                row.fingerprint(),
                row.at(),
                row.again(),
                TRACE);
    }

    private static long stored(String traceparent) {
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement("select count(*) from job where traceparent = ?")) {
                statement.setString(1, traceparent);
                try (var row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Test
    void itsRunsAndItsSettlementKnowIt() {
        long before = stored(TRACE.header());
        script.jobs.submit(traced(script.row("a", Wish.of("any"), "f")));
        var due = script.jobs.insertPriced(traced(script.priced("b", Wish.of("any"))));
        assertThat(stored(TRACE.header())).isEqualTo(before + 2);
        assertThat(script.claim(script.seq("a")).getFirst().trace()).isEqualTo(TRACE);

        var claim = script.claim(due.orElseThrow().seq()).getFirst();
        assertThat(claim.trace()).isEqualTo(TRACE);
        var capture = new Effect.Capture(SystemAccount.FEES);
        var end = new RunEnd.Ends(claim.fence(), JobState.SUCCEEDED, capture, "{}", null, null);
        script.runs.finish(List.of(end));
        assertThat(script.runs.settling(NODE, 10)).extracting(Settling::trace).contains(TRACE);
        assertThat(script.runs.settling(List.of(claim.fence())))
                .extracting(Settling::trace)
                .containsExactly(TRACE);
        assertThat(script.rescue(Set.of("node-2"), "node-2").settling())
                .extracting(Settling::trace)
                .contains(TRACE);
    }

    /** Of a node of the release before, which writes no such column. */
    @Test
    void aJobWithoutOneIsNobodys() {
        var claim = script.claim(script.submit("a")).getFirst();
        assertThat(claim.trace()).isNull();
    }

    @Test
    void theTableTakesNoOtherLength() {
        long seq = script.submit("a");
        for (var wrong : List.of("", TRACE.header() + "0", "x".repeat(100_000))) {
            assertThatThrownBy(() -> write(seq, wrong)).isInstanceOf(DatabaseException.class);
        }
        write(seq, "~".repeat(Trace.CHARS));
        assertThat(script.claim(seq).getFirst().trace()).isNull();
    }

    private static void write(long seq, String traceparent) {
        database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "update job set traceparent = ?, version = version + 1 where seq ="
                                    + " ?")) {
                statement.setString(1, traceparent);
                statement.setLong(2, seq);
                return statement.executeUpdate();
            }
        });
    }
}
