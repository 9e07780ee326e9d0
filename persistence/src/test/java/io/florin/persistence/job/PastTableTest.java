package io.florin.persistence.job;

import static io.florin.persistence.job.JobScript.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobReply.Taken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept, and for how long. */
class PastTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Wish ANY = Wish.of("any");

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
    void whatHasEndedIsRetiredByTheAgeOfItsKind() {
        for (var id : List.of("a", "b", "c")) {
            script.submit(id, id.equals("c") ? Wish.of("kept") : ANY.name(id));
            script.jobs.cancel(script.seq(id), NODE);
        }
        script.submit("open", ANY);
        var past = new PastTable(database);
        var kept = new PastTable.Keep("kept", Duration.ofDays(90));
        assertThat(past.retire(List.of(kept), 100)).isZero();
        aged("8 days");
        var longer = new PastTable.Keep("any", Duration.ofDays(9));
        assertThat(past.retire(List.of(kept, longer), 100)).isZero();
        assertThat(past.retire(List.of(kept), 1)).isEqualTo(1);
        assertThat(past.retire(List.of(kept), 100)).isEqualTo(1);
        assertThat(script.jobs.list(all()).items())
                .extracting(job -> job.id().value())
                .containsExactly("open", "c");
        assertThat(script.jobs.submit(script.row("x", ANY.name("a"), "f")).reply())
                .isInstanceOf(Taken.class);
    }

    private void aged(String by) {
        POSTGRES.execute("alter table job disable trigger job_moves");
        POSTGRES.execute(
                "update job set ended_at = ended_at - interval '%s' where app = '%s'"
                        .formatted(by, script.app));
        POSTGRES.execute("alter table job enable trigger job_moves");
    }

    @Test
    void aParkedRecordIsKeptOnceAndForItsTime() {
        var parked = new ParkedTable(database);
        var place = new ParkedTable.Place("florin.jobs.ai.high", 1, 7);
        assertThat(parked.park(place, "no Protobuf", new byte[] {1, 0})).isTrue();
        assertThat(parked.park(place, "no Protobuf", new byte[] {1, 0})).isFalse();
        var anew = new byte[] {2, 0};
        assertThat(parked.park(place, "the topic was made anew", anew)).isTrue();
        assertThat(parked.retire(Duration.ofDays(1), 100)).isZero();
        assertThat(parked.retire(Duration.ZERO, 1)).isEqualTo(1);
        assertThat(parked.retire(Duration.ZERO, 100)).isEqualTo(1);
    }

    private JobFilter all() {
        return new JobFilter(script.app, null, null, null, null, 10, null);
    }
}
