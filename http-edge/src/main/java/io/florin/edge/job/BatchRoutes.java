package io.florin.edge.job;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.answer.Words;
import io.florin.edge.caller.Access;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
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
import org.jspecify.annotations.Nullable;

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

    private static final Field<Body> REPLAYED =
            filter(
                    Shape.of(
                            "ReplayFilter",
                            DEAD,
                            JobRoutes.QUEUE,
                            JobRoutes.KIND,
                            JobRoutes.KEY,
                            LIMIT,
                            Paging.CURSOR));
    private static final Field<Body> PURGED =
            filter(
                    Shape.of(
                            "PurgeFilter",
                            ENDED,
                            JobRoutes.QUEUE,
                            JobRoutes.KIND,
                            JobRoutes.KEY,
                            LIMIT));

    private static final Field<Long> MATCHING =
            required("matching", Types.whole(0, Long.MAX_VALUE), "Those the filter meets.");
    private static final Field<List<String>> CHANGED =
            required(
                    "changed",
                    Types.list(LedgerTypes.ID, 0, EntryFilter.MAX_LIMIT),
                    "Those that were, or would be, changed.");
    private static final Field<Boolean> WAS_DRY =
            required("dryRun", Types.FLAG, "Whether nothing was done.");

    private static final Shape BATCH = Shape.of("JobBatch", MATCHING, CHANGED, WAS_DRY);

    private static final Shape NOT_BEGUN =
            Shape.of(
                    "NotBegun",
                    required("id", LedgerTypes.ID, "The dead job."),
                    required(
                            "code",
                            Types.text(1, 64),
                            "Why: that of a problem, open_already, or in_doubt."));
    private static final Shape REPLAY_BATCH =
            Shape.of(
                    "ReplayBatch",
                    MATCHING,
                    CHANGED,
                    WAS_DRY,
                    required(
                            "refused",
                            Types.list(Types.object(NOT_BEGUN), 0, EntryFilter.MAX_LIMIT),
                            "Those that could not begin anew; a later replay may do it."),
                    Paging.NEXT_CURSOR);

    private static Field<Body> filter(Shape shape) {
        return required("filter", Types.object(shape), "Which; {} is all.");
    }

    List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/jobs/replay", "replayJobs", "Begin dead jobs anew")
                        .forThe(Access.OPERATOR)
                        .takes(Shape.of("Replay", REPLAYED, DRY_RUN))
                        .audited("jobs.replayed", "jobs")
                        .answers(200, "Each is a new job with a new hold.", REPLAY_BATCH)
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
        var wanted = call.body().get(REPLAYED);
        var filter = filter(call, wanted, DEAD, wanted.find(Paging.CURSOR));
        var batch = answered(Paging.page(() -> jobs.replay(filter, dry)), dry);
        return Answers.json(
                200,
                batch(batch, dry)
                        .value("refused", new Items(refused(batch)))
                        .text("nextCursor", batch.nextCursor())
                        .build());
    }

    private static List<JsonObject> refused(Batch batch) {
        return batch.refused().stream()
                .map(each ->
                        JsonObject.with()
                                .text("id", each.id().value())
                                .text("code", each.code())
                                .build())
                .toList();
    }

    private HttpResponse purge(Call call) throws Unfit, Doubtful {
        boolean dry = call.body().or(DRY_RUN, false);
        var filter = filter(call, call.body().get(PURGED), ENDED, null);
        return Answers.json(200, batch(answered(jobs.purge(filter, dry), dry), dry).build());
    }

    private Batch answered(CompletionStage<Batch> change, boolean dryRun) throws Unfit, Doubtful {
        return dryRun ? flows.read(change) : flows.change(change, Address.jobs());
    }

    private static JsonObject.Builder batch(Batch batch, boolean dryRun) {
        return JsonObject.with()
                .whole("matching", batch.matching())
                .texts("changed", batch.changed().stream().map(JobId::value).toList())
                .flag("dryRun", dryRun);
    }

    private static JobFilter filter(
            Call call, Body filter, Field<JobState> state, @Nullable String cursor) {
        return new JobFilter(
                call.app().name(),
                filter.find(state),
                filter.find(JobRoutes.QUEUE),
                filter.find(JobRoutes.KIND),
                filter.find(JobRoutes.KEY),
                Math.toIntExact(filter.or(LIMIT, (long) EntryFilter.DEFAULT_LIMIT)),
                cursor);
    }
}
