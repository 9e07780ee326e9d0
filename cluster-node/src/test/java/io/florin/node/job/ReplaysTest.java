package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.job.Batch;
import io.florin.protocol.job.Batch.NotChanged;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.InDoubt;
import io.florin.protocol.job.JobReply.NotTaken;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead jobs begun anew by a door that answers a key the same for ever. */
class ReplaysTest {
    private final Map<String, JobReply> answered = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Replays replays = new Replays(this::submit, () -> "fresh");
    private JobReply now = new Taken(dead("other"), false);

    private CompletionStage<JobReply> submit(NewJob job) {
        var key = Objects.requireNonNull(job.key());
        asked.add(key);
        var before = answered.putIfAbsent(key, now);
        return CompletableFuture.completedFuture(before == null ? now : again(before));
    }

    private static JobReply again(JobReply before) {
        return switch (before) {
            case Taken(var job, _) -> new Taken(job, true);
            case OpenAlready(var job, _) -> new OpenAlready(job, true);
            case Denied(var denial, _) -> new Denied(denial, true);
            case NotTaken _, InDoubt _ -> throw new AssertionError("Nothing is stored of it.");
        };
    }

    @Test
    void aReplayThatWasRefusedSucceedsOnceItsReasonIsGone() {
        now = new Denied(Denial.of(Refusal.INSUFFICIENT_FUNDS), false);
        for (int i = 0; i < 3; i++) {
            assertThat(replay()).isEqualTo(refused("insufficient_funds"));
        }
        now = new Taken(dead("other"), false);
        assertThat(replay()).isEqualTo(new Batch(7, List.of(new JobId("a")), List.of(), "next"));
        asked.clear();
        assertThat(replay()).isEqualTo(new Batch(7, List.of(), List.of(), "next"));
        assertThat(asked).containsExactly("replay/a", "replay/a/2", "replay/a/3", "replay/a/4");
    }

    @Test
    void anOpenJobOfTheSameUniqueKeyIsInTheWayOnlyAsLongAsItIsOpen() {
        now = new OpenAlready(dead("other"), false);
        assertThat(replay()).isEqualTo(refused("open_already"));
        now = new Taken(dead("other"), false);
        assertThat(replay().changed()).containsExactly(new JobId("a"));
    }

    @Test
    void whatIsRefusedAgainAndAgainIsAskedForABoundedNumberOfTimes() {
        now = new Denied(Denial.of(Refusal.INSUFFICIENT_FUNDS), false);
        for (int i = 0; i < 60; i++) replay();
        asked.clear();
        assertThat(replay()).isEqualTo(refused("insufficient_funds"));
        assertThat(asked).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({"busy, busy", "doubt, in_doubt"})
    void whatIsNotAnsweredNowIsSaid(String answer, String code) {
        now = answer.equals("busy") ? new NotTaken(Refusal.BUSY) : new InDoubt();
        assertThat(replay()).isEqualTo(refused(code));
        assertThat(asked).containsExactly("replay/a");
    }

    @Test
    void aDryRunAsksForNothing() {
        var page = new Page<>(List.of(dead("a")), "next");
        var batch = done(replays.begin(new Replays.Dead(7, page), true));
        assertThat(batch).isEqualTo(new Batch(7, List.of(new JobId("a")), List.of(), "next"));
        assertThat(asked).isEmpty();
    }

    private Batch replay() {
        var page = new Page<>(List.of(dead("a")), "next");
        return done(replays.begin(new Replays.Dead(7, page), false));
    }

    private static Batch done(CompletionStage<Batch> stage) {
        return stage.toCompletableFuture().resultNow();
    }

    private static Batch refused(String code) {
        var why = List.of(new NotChanged(new JobId("a"), code));
        return new Batch(7, List.of(), why, "next");
    }

    private static Job dead(String id) {
        var spec = new JobSpec("ai", "paid", null, "{}", Priority.NORMAL, null, null, 3);
        var at = Instant.parse("2026-03-01T12:00:00Z");
        return new Job(
                "shop",
                new JobId(id),
                spec,
                null,
                JobState.DEAD,
                5,
                3,
                2,
                null,
                null,
                null,
                null,
                at,
                at,
                at,
                null);
    }
}
