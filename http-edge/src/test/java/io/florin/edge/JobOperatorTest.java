package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.job.Batch;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobState;
import io.florin.protocol.trail.AuditEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator sees of all jobs, and does to many of them. */
class JobOperatorTest {
    private final TestEdge edge = new TestEdge();

    @BeforeEach
    void someJobs() {
        edge.jobs.put(JobSamples.job("dead-1", JobState.DEAD, true));
        edge.jobs.put(JobSamples.job("dead-2", JobState.DEAD, false));
        edge.jobs.put(JobSamples.job("waits", JobState.QUEUED, false));
        edge.jobs.put(JobSamples.job("again", JobState.RETRYING, false));
        edge.jobs.put(JobSamples.job("runs", JobState.RUNNING, false));
    }

    private List<String> kinds() {
        return Stream.concat(edge.trail.asked().stream(), edge.trail.all().stream())
                .map(AuditEntry::kind)
                .toList();
    }

    @Test
    void theNewestFirstAPageAtATime() {
        assertThat(edge.get("/v1/jobs?limit=2").body())
                .startsWith("{\"items\":[{\"id\":\"runs\"")
                .contains("{\"id\":\"again\"")
                .endsWith("\"nextCursor\":\"p2\"}")
                .doesNotContain("\"waits\"");
        assertThat(edge.get("/v1/jobs?limit=2&cursor=p4").body())
                .contains("\"dead-1\"")
                .doesNotContain("nextCursor");
        Script.play(
                edge,
                """
                GET /v1/jobs?cursor=foreign | 400 parameter_invalid
                GET /v1/jobs?state=gone     | 400 parameter_invalid
                GET /v1/jobs?limit=501      | 400 parameter_invalid
                GET /v1/jobs?colour=red     | 400 parameter_invalid
                """);
    }

    @Test
    void onlySome() {
        assertThat(edge.get("/v1/jobs?state=dead").body())
                .contains("dead-1", "dead-2")
                .doesNotContain("waits");
        assertThat(edge.get("/v1/jobs?queue=payment").body()).isEqualTo("{\"items\":[]}");
        assertThat(edge.get("/v1/jobs?kind=chat&key=k&state=running").body())
                .contains("\"runs\"")
                .doesNotContain("\"waits\"");
        edge.jobs.failure = new IllegalStateException("planted");
        assertThat(edge.get("/v1/jobs").status()).isEqualTo(503);
    }

    @Test
    void deadJobsBeginAnew() {
        assertThat(
                        edge.post(
                                        "/v1/jobs/replay",
                                        "{\"filter\":{\"queue\":\"ai\",\"limit\":1},\"dryRun\":true}")
                                .line())
                .isEqualTo(
                        "200 {\"matching\":2,\"changed\":[\"dead-2\"],\"dryRun\":true,"
                                + "\"refused\":[],\"nextCursor\":\"p1\"}");
        assertThat(edge.post("/v1/jobs/replay", "{\"filter\":{\"state\":\"dead\"}}").line())
                .isEqualTo(
                        "200 {\"matching\":2,\"changed\":[\"dead-2\",\"dead-1\"],\"dryRun\":false,"
                                + "\"refused\":[]}");
        var refused = new Batch.NotChanged(new JobId("dead-1"), "insufficient_funds");
        edge.jobs.batch = new Batch(9, List.of(new JobId("dead-2")), List.of(refused), "jobs.1");
        assertThat(edge.post("/v1/jobs/replay", "{\"filter\":{\"cursor\":\"p1\"}}").line())
                .isEqualTo(
                        "200 {\"matching\":9,\"changed\":[\"dead-2\"],\"dryRun\":false,"
                            + "\"refused\":[{\"id\":\"dead-1\",\"code\":\"insufficient_funds\"}],"
                            + "\"nextCursor\":\"jobs.1\"}");
        assertThat(kinds()).contains("jobs.replayed.asked", "jobs.replayed");
    }

    @Test
    void endedJobsAreForgotten() {
        var all = "{\"filter\":{}}";
        assertThat(edge.post("/v1/jobs/purge", "{\"filter\":{},\"dryRun\":true}").body())
                .contains("\"matching\":2");
        assertThat(edge.get("/v1/jobs/dead-1").status()).isEqualTo(200);
        assertThat(edge.post("/v1/jobs/purge", all).body()).contains("\"dead-1\"");
        assertThat(edge.get("/v1/jobs/dead-1").status()).isEqualTo(404);
        assertThat(edge.get("/v1/jobs/waits").status()).isEqualTo(200);
        assertThat(kinds()).contains("jobs.purged");
    }

    @Test
    void whichMustBeSaid() {
        Script.play(
                edge,
                """
                POST /v1/jobs/replay :: {}                                 | 400 field_missing
                POST /v1/jobs/replay :: {"filter":{"state":"queued"}}      | 400 field_invalid
                POST /v1/jobs/replay :: {"filter":{"cursor":"foreign"}}    | 400 parameter_invalid
                POST /v1/jobs/purge :: {"filter":{"cursor":"jobs.3"}}      | 400 field_unknown
                POST /v1/jobs/purge :: {"dryRun":true}                     | 400 field_missing
                POST /v1/jobs/purge :: {"filter":{"state":"running"}}      | 400 field_invalid
                POST /v1/jobs/purge :: {"filter":{"limit":501}}            | 400 field_invalid
                POST /v1/jobs/purge :: {"filter":{"app":"other"}}          | 400 field_unknown
                """);
    }

    /** It may be under way, so nobody says that it is not. */
    @Test
    void aSilentDoorIsInDoubt() {
        edge.jobs.failure = new IllegalStateException("planted");
        for (String path : new String[] {"/v1/jobs/purge", "/v1/jobs/replay"}) {
            assertThat(edge.post(path, "{\"filter\":{}}").line())
                    .startsWith("202 ")
                    .contains("pending");
        }
    }

    @Test
    void howMuchWaits() {
        assertThat(edge.get("/v1/queues").body())
                .isEqualTo(
                        """
                        {"items":[{"queue":"ai","paused":false,"depth":2,"running":1,"states":\
                        {"scheduled":0,"queued":1,"running":1,"retrying":1,"unknown":0,\
                        "settling":0},"dead":2,"startedPerMinute":3,"endedPerMinute":2,\
                        "oldestWaitMillis":1500},{"queue":"payment","paused":false,"depth":0,\
                        "running":0,"states":{"scheduled":0,"queued":0,"running":0,"retrying":0,\
                        "unknown":0,"settling":0},"dead":0,"startedPerMinute":3,\
                        "endedPerMinute":2,"oldestWaitMillis":1500}]}\
                        """);
    }

    @Test
    void aQueueIsHeldBack() {
        assertThat(edge.post("/v1/queues/ai/pause", "").body()).contains("\"paused\":true");
        assertThat(edge.get("/v1/queues").body()).contains("\"queue\":\"ai\",\"paused\":true");
        assertThat(edge.post("/v1/queues/ai/resume", "{}").body()).contains("\"paused\":false");
        assertThat(kinds()).contains("queue.paused", "queue.resumed");
        Script.play(
                edge,
                """
                POST /v1/queues/none/pause ::  | 404 queue_unknown
                POST /v1/queues/NONE/resume :: | 404 queue_unknown
                """);
    }
}
