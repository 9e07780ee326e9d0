package io.florin.edge.job;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Words;
import io.florin.edge.caller.Access;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Operation;
import io.florin.protocol.job.Batch;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.ledger.EntryFilter;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Many jobs at once: {@code /v1/jobs/replay} begins dead ones anew, {@code /v1/jobs/purge} forgets
 * ended ones. So many at a time; asked again, each goes on with those that are left.
 */
record BatchRoutes(Jobs jobs, Flows flows) {
    private static final Field<JobState> DEAD =
            optional("state", Words.type(JobState.DEAD), "dead, and no others.");
    private static final Field<JobState> ENDED =
            optional(
                    "state",
                    Words.type(JobState.SUCCEEDED, JobState.DEAD, JobState.CANCELLED),
                    "Only those that ended so.");
    private static final Field<Long> LIMIT =
            optional(
                    "limit",
                    Types.whole(1, EntryFilter.MAX_LIMIT),
                    "At most so many, %d if left out.".formatted(EntryFilter.DEFAULT_LIMIT));
    private static final Field<Boolean> DRY_RUN =
            optional("dryRun", Types.FLAG, "true: nothing is done, the answer says what would be.");

    private static final Field<Body> REPLAYED = filter("ReplayFilter", DEAD);
    private static final Field<Body> PURGED = filter("PurgeFilter", ENDED);

    private static final Shape BATCH =
            Shape.of(
                    "JobBatch",
                    required("matching", Types.whole(0, Long.MAX_VALUE), "Those the filter meets."),
                    required(
                            "changed",
                            Types.list(LedgerTypes.ID, 0, EntryFilter.MAX_LIMIT),
                            "Those that were, or would be, changed."),
                    required("dryRun", Types.FLAG, "Whether nothing was done."));

    private static Field<Body> filter(String name, Field<JobState> state) {
        var shape = Shape.of(name, state, JobRoutes.QUEUE, JobRoutes.KIND, JobRoutes.KEY, LIMIT);
        return required("filter", Types.object(shape), "Which; {} is all.");
    }

    List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/jobs/replay", "replayJobs", "Begin dead jobs anew")
                        .forThe(Access.OPERATOR)
                        .takes(Shape.of("Replay", REPLAYED, DRY_RUN))
                        .audited("jobs.replayed", "jobs")
                        .answers(200, "Each is a new job with a new hold.", BATCH)
                        .answers(202, "Under way, but not known in time.", Answers.PENDING)
                        .by(flows.handler(this::replay)),
                Operation.post("/v1/jobs/purge", "purgeJobs", "Forget jobs that have ended")
                        .forThe(Access.OPERATOR)
                        .takes(Shape.of("Purge", PURGED, DRY_RUN))
                        .audited("jobs.purged", "jobs")
                        .answers(200, "They are gone; their names stay taken.", BATCH)
                        .answers(202, "Under way, but not known in time.", Answers.PENDING)
                        .by(flows.handler(this::purge)));
    }

    private HttpResponse replay(Call call) throws Unfit, Doubtful {
        boolean dry = call.body().or(DRY_RUN, false);
        return answer(jobs.replay(filter(call, call.body().get(REPLAYED), DEAD), dry), dry);
    }

    private HttpResponse purge(Call call) throws Unfit, Doubtful {
        boolean dry = call.body().or(DRY_RUN, false);
        return answer(jobs.purge(filter(call, call.body().get(PURGED), ENDED), dry), dry);
    }

    private HttpResponse answer(CompletionStage<Batch> change, boolean dryRun)
            throws Unfit, Doubtful {
        var batch = dryRun ? flows.read(change) : flows.change(change, Address.jobs());
        return Answers.json(
                200,
                JsonObject.with()
                        .whole("matching", batch.matching())
                        .texts("changed", batch.changed().stream().map(JobId::value).toList())
                        .flag("dryRun", dryRun)
                        .build());
    }

    private static JobFilter filter(Call call, Body filter, Field<JobState> state) {
        return new JobFilter(
                call.app().name(),
                filter.find(state),
                filter.find(JobRoutes.QUEUE),
                filter.find(JobRoutes.KIND),
                filter.find(JobRoutes.KEY),
                Math.toIntExact(filter.or(LIMIT, (long) EntryFilter.DEFAULT_LIMIT)),
                null);
    }
}
