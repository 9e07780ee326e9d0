package io.florin.edge.job;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Words;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobCost;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobProgress;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Price;
import io.florin.protocol.ledger.Page;
import org.jspecify.annotations.Nullable;

/** Jobs as clients see them. Payload, result and usage stand as they were written. */
final class JobJson {
    private static final Type<Long> COUNT = Types.whole(0, Integer.MAX_VALUE);
    private static final Type<String> WORD = Types.text(1, JobSpec.MAX_KEY_CHARS);
    private static final Type<String> ADDRESS = Types.text(1, 1_024);

    private static final Shape LINKS =
            Shape.of(
                    "JobLinks",
                    required("self", ADDRESS, "The job."),
                    required("events", ADDRESS, "How it goes on."),
                    required("cancel", ADDRESS, "To be posted to."));

    /** What was taken: facts that never change, so a repeat gets the same bytes. */
    static final Shape TAKEN =
            Shape.of(
                    "TakenJob",
                    required("id", LedgerTypes.ID, "The job."),
                    required("state", Words.type(JobState.values()), "When it was taken."),
                    required("links", Types.object(LINKS), "Where to ask."));

    private static final Shape PROGRESS =
            Shape.of(
                    "JobProgress",
                    required("percent", Types.whole(0, 100), "Of the way."),
                    required("note", Types.text(0, JobProgress.MAX_NOTE_CHARS), "For people."));
    private static final Shape ERROR =
            Shape.of(
                    "JobError",
                    required("code", WORD, "Stable; for programs."),
                    required("message", Types.text(0, JobError.MAX_MESSAGE_CHARS), "For people."));
    private static final Shape COST =
            Shape.of(
                    "JobCost",
                    required("provider", WORD, "Who charges us."),
                    required("model", WORD, "For what."),
                    required("prices", WORD, "The version of the price table."),
                    required("nanoUsd", Types.whole(0, Long.MAX_VALUE), "In 10^-9 US dollars."),
                    required("usage", Types.anyJson(), "The provider's own account."));

    static final Shape JOB =
            Shape.of(
                    "Job",
                    required("id", LedgerTypes.ID, "The job."),
                    required("state", Words.type(JobState.values()), "As it is."),
                    required("version", COUNT, "Grows with every change."),
                    required("queue", WORD, "Where it waits."),
                    required("kind", WORD, "What is to be done."),
                    optional("key", WORD, "Jobs of one key run one at a time."),
                    optional("uniqueKey", WORD, "At most one open job of it."),
                    optional("price", Types.object(JobBody.PRICE_SHAPE), "What it costs."),
                    required("priority", WORD, "Which of those that wait come first."),
                    required("payload", Types.anyJson(), "As it was sent."),
                    required("attempt", COUNT, "How often it was begun."),
                    required("failures", COUNT, "How many of its tries failed."),
                    optional("maxAttempts", COUNT, "As it was sent."),
                    optional("progress", Types.object(PROGRESS), "Of the run."),
                    optional("result", Types.anyJson(), "Once it has succeeded."),
                    optional("error", Types.object(ERROR), "Of the last failed try, or its end."),
                    optional("cost", Types.object(COST), "What it costs us; for staff."),
                    required("createdAt", Types.TIME, "When it was taken."),
                    required("runAt", Types.TIME, "When it is due, again."),
                    optional("endedAt", Types.TIME, "When it ended."),
                    optional("replays", LedgerTypes.ID, "The dead job that it does anew."),
                    required("links", Types.object(LINKS), "Where to ask."));

    private JobJson() {}

    static JsonObject taken(Job job, JobState state) {
        return JsonObject.with()
                .text("id", job.id().value())
                .text("state", Words.of(state))
                .value("links", links(job))
                .build();
    }

    /** The state in which it was taken; what the client chose tells it for ever. */
    static JobState firstState(Job job) {
        var wanted = job.spec().runAt();
        return wanted != null && wanted.isAfter(job.createdAt())
                ? JobState.SCHEDULED
                : JobState.QUEUED;
    }

    static JsonObject of(Page<Job> page) {
        return JsonObject.with()
                .value("items", new Items(page.items().stream().map(job -> of(job, true)).toList()))
                .text("nextCursor", page.nextCursor())
                .build();
    }

    /** What it costs us is not everybody's business. */
    static JsonObject of(Job job, boolean withCost) {
        var spec = job.spec();
        var attempts = spec.maxAttempts();
        var replays = job.replays();
        return JsonObject.with()
                .text("id", job.id().value())
                .text("state", Words.of(job.state()))
                .whole("version", job.version())
                .text("queue", spec.queue())
                .text("kind", spec.kind())
                .text("key", spec.key())
                .text("uniqueKey", spec.uniqueKey())
                .value("price", price(job.price()))
                .text("priority", Words.of(spec.priority()))
                .value("payload", written(spec.payload()))
                .whole("attempt", job.attempt())
                .whole("failures", job.failures())
                .wholeIfAny("maxAttempts", attempts == null ? null : attempts.longValue())
                .value("progress", progress(job.progress()))
                .value("result", written(job.result()))
                .value("error", error(job.error()))
                .value("cost", withCost ? cost(job.cost()) : null)
                .time("createdAt", job.createdAt())
                .time("runAt", job.runAt())
                .time("endedAt", job.endedAt())
                .text("replays", replays == null ? null : replays.value())
                .value("links", links(job))
                .build();
    }

    private static JsonObject links(Job job) {
        var wallet = wallet(job);
        return JsonObject.with()
                .text("self", Address.job(wallet, job.id()).location())
                .text("events", Address.job(wallet, job.id(), "/events").location())
                .text("cancel", Address.job(wallet, job.id(), "/cancel").location())
                .build();
    }

    static Address address(Job job) {
        return Address.job(wallet(job), job.id());
    }

    static @Nullable WalletId wallet(Job job) {
        var price = job.price();
        return price == null ? null : price.wallet();
    }

    private static @Nullable JsonObject price(@Nullable Price price) {
        if (price == null) return null;
        return JsonObject.with()
                .text("wallet", price.wallet().id())
                .text("asset", price.money().asset().code())
                .whole("amount", price.money().minor())
                .build();
    }

    private static JsonValue.@Nullable Written written(@Nullable String json) {
        return json == null ? null : new JsonValue.Written(json);
    }

    private static @Nullable JsonObject progress(@Nullable JobProgress progress) {
        if (progress == null) return null;
        return JsonObject.with()
                .whole("percent", progress.percent())
                .text("note", progress.note())
                .build();
    }

    private static @Nullable JsonObject error(@Nullable JobError error) {
        if (error == null) return null;
        return JsonObject.with()
                .text("code", error.code())
                .text("message", error.message())
                .build();
    }

    private static @Nullable JsonObject cost(@Nullable JobCost cost) {
        if (cost == null) return null;
        return JsonObject.with()
                .text("provider", cost.provider())
                .text("model", cost.model())
                .text("prices", cost.prices())
                .whole("nanoUsd", cost.nanoUsd())
                .value("usage", written(cost.usage()))
                .build();
    }
}
