package io.florin.edge.job;

import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Words;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.Caller;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Cause;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.QueueView;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /v1/queues}: how much waits, and holding it back. */
record QueueRoutes(Jobs jobs, Answers answers, Flows flows) {
    private static final int MAX_QUEUES = 1_000;
    private static final Type<Long> COUNT = Types.whole(0, Long.MAX_VALUE);
    private static final Type<String> NAME = Types.text(1, 64);

    private static final Field<String> QUEUE = required("queue", NAME, "The queue.");
    private static final Shape PATH = Shape.of("QueuePath", QUEUE);
    private static final Shape NOTHING = Shape.of("NoFields");

    private static final Shape VIEW =
            Shape.of(
                    "Queue",
                    required("queue", NAME, "Its name."),
                    required("paused", Types.FLAG, "Whether no job of it begins."),
                    required("depth", COUNT, "Jobs that wait: scheduled, queued and retrying."),
                    required("running", COUNT, "Jobs that run."),
                    required(
                            "states",
                            Types.map(COUNT, JobState.values().length, 16),
                            "How many are in each state that is no end."),
                    required("dead", COUNT, "Jobs that are dead and not purged."),
                    required("startedPerMinute", COUNT, "Runs begun in the last minute."),
                    required("endedPerMinute", COUNT, "Jobs ended in the last minute."),
                    required("oldestWaitMillis", COUNT, "How long the oldest due job waits."));
    private static final Shape QUEUES =
            Shape.of(
                    "Queues",
                    required("items", Types.list(Types.object(VIEW), 0, MAX_QUEUES), "All."));

    List<Endpoint> endpoints() {
        return List.of(
                Operation.get("/v1/queues", "listQueues", "How much waits")
                        .forThe(Access.OPERATOR)
                        .answers(200, "The queues, with the app's jobs in them.", QUEUES)
                        .by(call ->
                                answers.read(
                                        jobs.queues(call.app().name()),
                                        views -> Answers.json(200, json(views)))),
                switching("pause", "pauseQueue", "Let no job of a queue begin")
                        .audited("queue.paused", "queue:{queue}")
                        .by(flows.handler(call -> paused(call, true))),
                switching("resume", "resumeQueue", "Let the jobs of a queue begin again")
                        .audited("queue.resumed", "queue:{queue}")
                        .by(flows.handler(call -> paused(call, false))));
    }

    private static Operation.Builder switching(String verb, String name, String summary) {
        return Operation.post("/v1/queues/{queue}/" + verb, name, summary)
                .forThe(Access.OPERATOR)
                .path(PATH)
                .takes(NOTHING)
                .answers(200, "The queue, with the jobs of all apps.", VIEW)
                .answers(202, "Not known in time.", Answers.PENDING);
    }

    private HttpResponse paused(Call call, boolean paused) throws Unfit, Doubtful {
        checkReach(call);
        String queue = call.inputs().get(QUEUE);
        if (!JobSpec.isQueue(queue)) throw Unfit.of(Refusal.QUEUE_UNKNOWN);
        var change =
                jobs.pause(queue, paused)
                        .exceptionally(failure -> {
                            var cause = Cause.of(failure);
                            throw new CompletionException(
                                    cause instanceof IllegalArgumentException
                                            ? Unfit.of(Refusal.QUEUE_UNKNOWN)
                                            : cause);
                        });
        return Answers.json(200, json(flows.change(change, Address.queues())));
    }

    /** A queue is of all apps, and so must be whoever stops it. */
    private static void checkReach(Call call) throws Unfit {
        var identity = call.identity();
        if (identity.app() != null || identity.caller() instanceof Caller.User) {
            throw new Unfit(Refusal.FORBIDDEN, "This call is for the operator of all apps.");
        }
    }

    private static JsonObject json(List<QueueView> views) {
        var items = views.stream().map(QueueRoutes::json).toList();
        return JsonObject.with().value("items", new Items(items)).build();
    }

    private static JsonObject json(QueueView view) {
        var states = JsonObject.with();
        for (var state : JobState.values()) {
            if (!state.isEnd()) states.whole(Words.of(state), count(view.states(), state));
        }
        long depth =
                count(view.states(), JobState.SCHEDULED)
                        + count(view.states(), JobState.QUEUED)
                        + count(view.states(), JobState.RETRYING);
        return JsonObject.with()
                .text("queue", view.queue())
                .flag("paused", view.paused())
                .whole("depth", depth)
                .whole("running", count(view.states(), JobState.RUNNING))
                .value("states", states.build())
                .whole("dead", view.dead())
                .whole("startedPerMinute", view.startedPerMinute())
                .whole("endedPerMinute", view.endedPerMinute())
                .whole("oldestWaitMillis", view.oldestWaitMillis())
                .build();
    }

    private static long count(Map<JobState, Long> states, JobState state) {
        return states.getOrDefault(state, 0L);
    }
}
