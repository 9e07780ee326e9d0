package io.florin.edge.job;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.answer.Words;
import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Problem;
import io.florin.edge.wallet.Tiers;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.InDoubt;
import io.florin.protocol.job.JobReply.NotTaken;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.job.door.NewJob;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** {@code /v1/jobs}: have something done, see what became of it, change one's mind. */
public final class JobRoutes {
    private static final String ONE_JOB = "/v1/jobs/{job}";

    /** A cancelled job's price is free again when its end is written. */
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(5);

    private static final Shape NOTHING = Shape.of("NoFields");

    static final Field<JobState> STATE =
            optional("state", Words.type(JobState.values()), "Only those in this state.");
    static final Field<String> QUEUE =
            optional("queue", Types.text(1, 64), "Only those of this queue.");
    static final Field<String> KIND =
            optional("kind", Types.text(1, 64), "Only those of this kind.");
    static final Field<String> KEY =
            optional("key", Types.text(1, JobSpec.MAX_KEY_CHARS), "Only those of this key.");

    private static final Shape FILTER =
            Shape.of("JobsQuery", STATE, QUEUE, KIND, KEY, Paging.CURSOR, Paging.LIMIT);
    private static final Shape PAGE =
            Shape.of(
                    "Jobs",
                    required(
                            "items",
                            Types.list(Types.object(JobJson.JOB), 0, 500),
                            "The newest first."),
                    Paging.NEXT_CURSOR);

    private final Jobs jobs;
    private final Lookup lookup;
    private final Answers answers;
    private final Flows flows;
    private final IdSource ids;
    private final Tiers tiers;

    JobRoutes(Lookup lookup, Answers answers, IdSource ids, Tiers tiers) {
        this.jobs = lookup.jobs();
        this.flows = lookup.flows();
        this.lookup = lookup;
        this.answers = answers;
        this.ids = ids;
        this.tiers = tiers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/jobs", "submitJob", "Have something done")
                        .forThe(Access.WALLET)
                        .key(Keying.OPTIONAL)
                        .takes(JobBody.SHAPE)
                        .asksPin(OperationKind.HOLD)
                        .answers(
                                202,
                                "Taken, for good: its links say where to ask. Or, if the state is"
                                        + " pending, not known in time.",
                                JobJson.TAKEN)
                        .answers(200, "An open job has the uniqueKey: this one.", JobJson.TAKEN)
                        .by(this::submit),
                Operation.get(ONE_JOB, "getJob", "Show a job")
                        .forThe(Access.WALLET)
                        .path(Lookup.PATH)
                        .query(Lookup.QUERY)
                        .answers(200, "The job as it is.", JobJson.JOB)
                        .by(flows.handler(this::show)),
                Operation.post(ONE_JOB + "/cancel", "cancelJob", "Change one's mind")
                        .forThe(Access.WALLET)
                        .key(Keying.OPTIONAL)
                        .path(Lookup.PATH)
                        .query(Lookup.QUERY)
                        .takes(NOTHING)
                        .auditedOfStaff("job.cancelled", "job:{job}")
                        .answers(200, "Cancelled, and its price is free again.", JobJson.JOB)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::cancel)),
                Operation.get("/v1/jobs", "listJobs", "The jobs of an app")
                        .forThe(Access.OPERATOR)
                        .query(FILTER)
                        .answers(200, "A page of them.", PAGE)
                        .by(this::list));
    }

    private CompletionStage<HttpResponse> submit(Call call) throws Unfit {
        var job = JobBody.job(call, ids);
        return limited(call, job)
                .thenCompose(jobs::submit)
                .thenApply(reply -> submitted(reply, job));
    }

    private CompletionStage<NewJob> limited(Call call, NewJob job) {
        var price = job.price();
        if (price == null) return CompletableFuture.completedStage(job);
        return tiers.limited(call, price.wallet(), price.money().asset(), job.terms())
                .thenApply(terms ->
                        new NewJob(
                                job.app(),
                                job.id(),
                                job.given(),
                                job.key(),
                                job.spec(),
                                price,
                                terms,
                                job.replays()));
    }

    private HttpResponse submitted(JobReply reply, NewJob asked) {
        return switch (reply) {
            case Taken(var job, var replayed) ->
                    replayed(taken(202, job, JobJson.firstState(job)), replayed);
            case OpenAlready(var job, var replayed) ->
                    replayed(taken(200, job, JobJson.firstState(job)), replayed);
            case Denied(var denial, var replayed) ->
                    replayed(answers.problems().response(Problem.of(denial)), replayed);
            case NotTaken(var why) -> answers.problems().response(Problem.of(why));
            case InDoubt() -> {
                var price = asked.price();
                var wallet = price == null ? null : price.wallet();
                yield Answers.pending(Address.job(wallet, asked.id()));
            }
        };
    }

    private static HttpResponse taken(int status, Job job, JobState state) {
        return Answers.json(status, JobJson.taken(job, state))
                .addHeader(RawHeader.create("Location", JobJson.address(job).location()));
    }

    private static HttpResponse replayed(HttpResponse response, boolean replayed) {
        return replayed ? response.addHeader(Answers.REPLAYED) : response;
    }

    private HttpResponse show(Call call) throws Unfit {
        return Answers.json(200, JobJson.of(lookup.job(call), call.owner() == null));
    }

    private HttpResponse cancel(Call call) throws Unfit, Doubtful {
        var job = lookup.job(call);
        var address = JobJson.address(job);
        return switch (flows.change(jobs.cancel(Lookup.name(job)), address)) {
            case Taken(var cancelled, var replayed) -> {
                var ended = Flows.afterwards(address, () -> ended(cancelled, address));
                var body = JobJson.of(ended, call.owner() == null);
                yield replayed(Answers.json(200, body), replayed);
            }
            case Denied(var denial, var replayed) ->
                    replayed(answers.problems().response(Problem.of(denial)), replayed);
            case NotTaken(var why) -> throw Unfit.of(why);
            case InDoubt() -> throw new Doubtful(address);
            case OpenAlready open -> throw new IllegalStateException("No cancelled job: " + open);
        };
    }

    /** What has ended changes no more, so a repeat gets the same bytes. */
    private Job ended(Job cancelled, Address address) throws Unfit, Doubtful {
        if (cancelled.state().isEnd()) return cancelled;
        var later =
                flows.read(jobs.await(Lookup.name(cancelled), cancelled.version(), SETTLED_WITHIN));
        return later.filter(job -> job.state().isEnd()).orElseThrow(() -> new Doubtful(address));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        var filter = filter(call, call.inputs());
        return answers.read(
                Paging.page(() -> jobs.list(filter)), page -> Answers.json(200, JobJson.of(page)));
    }

    private static JobFilter filter(Call call, Body query) {
        return new JobFilter(
                call.app().name(),
                query.find(STATE),
                query.find(QUEUE),
                query.find(KIND),
                query.find(KEY),
                Paging.limit(query),
                query.find(Paging.CURSOR));
    }
}
