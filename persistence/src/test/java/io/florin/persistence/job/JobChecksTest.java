package io.florin.persistence.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no SQL may do to a job, whoever writes it. */
class JobChecksTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static Database database;
    private static JobScript script;

    @BeforeAll
    static void oneJobOfEachSort() {
        database = POSTGRES.open();
        script = new JobScript(database);
        script.submit("waits");
        script.submit("runs", Wish.of("any").key("k"));
        script.run(script.seq("runs"));
        script.submit("next", Wish.of("any").key("k"));
        script.runs.markSent(script.run(script.submit("sent")));
        script.runs.finish(List.of(JobScript.succeeds(script.run(script.submit("done")))));
        script.submitPriced("priced", Wish.of("any"));
        script.run(script.seq("priced"));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    waits  | state = 'LOST', dispatch_at = null                        | job_state
                    waits  | state = 'RUNNING', attempt = 1, dispatch_at = null        | job_holder
                    waits  | state = 'RUNNING', dispatch_at = null, incarnation = 'n'  | job_running
                    waits  | state = 'RUNNING', attempt = 2, dispatch_at = null, incarnation = 'n' | job_moves
                    waits  | incarnation = 'n'                                         | job_waits_for_nobody
                    waits  | dispatch_at = null                                        | job_is_told_of
                    waits  | state = 'RETRYING'                                        | job_retrying
                    waits  | state = 'UNKNOWN'                                         | job_unknown
                    waits  | sent = true                                               | job_sent
                    waits  | state = 'DEAD', dispatch_at = null                        | job_ended
                    waits  | state = 'DEAD', dispatch_at = null, ended_at = now()      | job_outcome
                    waits  | ended_at = now()                                          | job_ended
                    waits  | fingerprint = null                                        | job_fingerprint
                    waits  | wallet = 'w', fingerprint = null                          | job_priced
                    waits  | priority = 3                                              | job_priority_check
                    waits  | version = version                                         | job_moves
                    runs   | state = 'SCHEDULED', dispatch_at = now(), incarnation = null | job_moves
                    runs   | state = 'QUEUED', attempt = 0, dispatch_at = now(), incarnation = null | job_moves
                    runs   | attempt = 3, state = 'SETTLING'                           | job_outcome
                    runs   | result = '{}', effect = 'NONE', ends_as = 'DEAD', state = 'SETTLING' | job_result
                    runs   | effect = 'CREDIT', ends_as = 'SUCCEEDED', state = 'SETTLING', effect_account = '@a' | job_credit
                    runs   | effect = 'RELEASE', ends_as = 'DEAD', state = 'SETTLING'  | job_price_ends
                    priced | effect = 'NONE', ends_as = 'DEAD', state = 'SETTLING'     | job_price_ends
                    priced | effect = 'CAPTURE', ends_as = 'DEAD', state = 'SETTLING'  | job_capture
                    next   | state = 'RUNNING', attempt = 1, incarnation = 'n', dispatch_at = null | job_lane
                    sent   | sent = false                                              | job_moves
                    done   | state = 'QUEUED', ended_at = null, effect = null, ends_as = null, dispatch_at = now(), incarnation = null | job_moves
                    done   | result = 'other'                                          | job_moves
                    """)
    void isRefusedByItsConstraint(String id, String change, String constraint) {
        var version = change.startsWith("version") ? "" : ", version = version + 1";
        var sql = "update job set " + change + version + " where seq = " + script.seq(id);
        assertThatThrownBy(() -> POSTGRES.execute(sql))
                .cause()
                .hasMessageContaining("\"" + constraint + "\"");
    }
}
