package io.florin.persistence.job;

import static io.florin.persistence.job.JobScript.NODE;
import static io.florin.persistence.job.JobScript.succeeds;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node has committed something and dies before it has told Kafka. */
class UntoldTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration WITHIN = Duration.ofSeconds(40);
    private static final Duration AGAIN = Duration.ofMinutes(2);
    private static final Set<String> OTHERS = Set.of("node-2");

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
    void aJobThatWasJustTakenInIsDispatchedAtOnce() {
        long job = script.submit("a");
        long later = script.submit("b", Wish.of("any").runAt(Instant.now().plusSeconds(90)));
        assertThat(dispatched()).as("it waits for its time").doesNotContain(job);
        script.runs.untold(OTHERS, WITHIN, AGAIN);
        assertThat(dispatched()).contains(job).doesNotContain(later);
    }

    @Test
    void whatWasTakenInLongAgoWasTold() {
        long job = script.submit("a");
        script.runs.untold(OTHERS, Duration.ZERO, AGAIN);
        assertThat(dispatched()).doesNotContain(job);
    }

    @Test
    void theNextOfALaneIsToldWhenTheNodeThatFreedItIsGone() {
        var lane = Wish.of("any").key("k");
        long first = script.submit("a", lane);
        long second = script.submit("b", lane);
        script.runs.finish(List.of(succeeds(script.run(first))));
        assertThat(told(Set.of(NODE, "node-2"))).as("it lives and tells").doesNotContain(second);
        assertThat(told(OTHERS)).contains(second);
    }

    private List<Long> told(Set<String> living) {
        return script.runs.untold(living, WITHIN, AGAIN).stream().map(Due::seq).toList();
    }

    private List<Long> dispatched() {
        return script.runs.dispatch(1_000, AGAIN).due().stream().map(Due::seq).toList();
    }
}
