package io.florin.persistence.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply.Taken;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several jobs may have one id: each of another wallet, and one that nobody pays for. */
class JobNameTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Wish ANY = Wish.of("any");

    /** The id of one is no hint at the other. */
    @Test
    void aJobThatNobodyPaysForIsNamedBesideOneOfTheSameIdThatHasAPrice() {
        try (var database = POSTGRES.open()) {
            var script = new JobScript(database);
            var later = ANY.runAt(Instant.now().plusSeconds(600));
            assertThat(script.jobs.insertPriced(script.priced("a", later))).isEmpty();
            long priced = script.seq("a");
            var unpriced = JobName.unpriced(script.app, new JobId("a"));
            assertThat(script.jobs.find(unpriced)).isEmpty();
            assertThat(script.jobs.hasten(unpriced)).isEmpty();
            assertThat(script.jobs.submit(script.row("a", later, "f")).reply())
                    .isInstanceOf(Taken.class);
            var found = script.jobs.find(unpriced);
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().seq()).isNotEqualTo(priced);
            assertThat(script.jobs.hasten(unpriced))
                    .extracting(Due::seq)
                    .containsExactly(found.getFirst().seq());
            assertThat(script.jobs.find(new JobName(script.app, new JobId("a"), "w")))
                    .extracting(FoundJob::seq)
                    .containsExactly(priced);
            assertThat(script.jobs.find(new JobName(script.app, new JobId("a"), null))).hasSize(2);
        }
    }
}
