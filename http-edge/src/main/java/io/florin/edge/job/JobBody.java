package io.florin.edge.job;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Words;
import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.Caller;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Terms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is sent to have a job done, and the job that it makes. */
final class JobBody {
    private static final int MAX_NAME_CHARS = 64;

    private static final Field<String> ID =
            optional("id", LedgerTypes.ID, "The job's id; made by the server if left out.");
    static final Field<String> QUEUE =
            required(
                    "queue",
                    name("the name of a queue", JobSpec::isQueue),
                    "Where it waits, such as ai or payment.");
    static final Field<String> KIND =
            required(
                    "kind",
                    name("the name of a kind of jobs", JobSpec::isKind),
                    "What is to be done.");
    private static final Field<String> KEY =
            optional(
                    "key",
                    Types.text(1, JobSpec.MAX_KEY_CHARS),
                    "Jobs of one key of a queue run one at a time, in their order.");
    private static final Field<JsonObject> PAYLOAD =
            required("payload", Types.anyJson(), "What its kind takes: any object.");

    private static final Field<String> WALLET =
            required("wallet", LedgerTypes.ID, "The wallet that pays.");
    private static final Field<String> ASSET = required("asset", LedgerTypes.ASSET, "The asset.");
    private static final Field<Long> AMOUNT =
            required("amount", LedgerTypes.AMOUNT, "Minor units.");
    static final Shape PRICE_SHAPE = Shape.of("JobPrice", WALLET, ASSET, AMOUNT);
    private static final Field<Body> PRICE =
            optional(
                    "price",
                    Types.object(PRICE_SHAPE),
                    "Set aside now, taken when the job has succeeded, free again if it does not.");

    private static final Field<Priority> PRIORITY =
            optional(
                    "priority",
                    Words.type(Priority.values()),
                    "Which of those that wait come first; normal if left out.");
    private static final Field<Instant> RUN_AT =
            optional("runAt", Types.TIME, "Not before; at once, if left out.");
    private static final Field<String> UNIQUE_KEY =
            optional(
                    "uniqueKey",
                    Types.text(1, JobSpec.MAX_KEY_CHARS),
                    "At most one open job of it per queue, or per wallet if there is a price.");
    private static final Field<Long> MAX_ATTEMPTS =
            optional(
                    "maxAttempts",
                    Types.whole(1, JobSpec.MAX_ATTEMPTS),
                    "Failed tries until it is dead; as the kind has it, if left out.");

    static final Shape SHAPE =
            Shape.of(
                    "NewJob",
                    ID,
                    QUEUE,
                    KIND,
                    KEY,
                    PAYLOAD,
                    PRICE,
                    PRIORITY,
                    RUN_AT,
                    UNIQUE_KEY,
                    MAX_ATTEMPTS);

    private JobBody() {}

    private static Type<String> name(String what, Predicate<String> isOne) {
        return Types.parsed(
                Refusal.FIELD_INVALID,
                what,
                MAX_NAME_CHARS,
                text -> Optional.of(text).filter(isOne));
    }

    /** Throws if the caller may not have it done, or it is not named and has a price. */
    static NewJob job(Call call, IdSource ids) throws Unfit {
        var body = call.body();
        if (body.find(PRICE) == null) call.needs(Access.STAFF, "A job without a price");
        checkName(call);
        var price = price(call);
        checkKind(call, price);
        String given = body.find(ID);
        return new NewJob(
                call.app().name(),
                new JobId(given == null ? derivedId(call, price, ids) : given),
                given != null,
                call.key(),
                spec(body),
                price,
                terms(call, price),
                null);
    }

    /** What users may have done, and what it costs them, is the app's to say. */
    private static void checkKind(Call call, @Nullable Price price) throws Unfit {
        if (!(call.caller() instanceof Caller.User user) || user.isOperator()) return;
        var rules = call.app().rules().jobs();
        var kind = call.body().get(KIND);
        if (!rules.mayBeUsers(kind)) {
            throw new Unfit(Refusal.FORBIDDEN, "Users may not submit jobs of this kind.");
        }
        if (rules.isPrice(kind, price == null ? null : price.money())) return;
        throw new Unfit(Refusal.PRICE_INVALID, "This is not what it costs in this app.");
    }

    /** Money is set aside once, however often it is asked for. */
    private static void checkName(Call call) throws Unfit {
        var body = call.body();
        boolean named = call.key() != null || body.has(ID);
        if (body.has(PRICE) && !named) throw Unfit.of(Refusal.IDEMPOTENCY_KEY_MISSING);
    }

    private static @Nullable Price price(Call call) throws Unfit {
        var price = call.body().find(PRICE);
        if (price == null) return null;
        var money = new Money(call.asset(price.get(ASSET)), price.get(AMOUNT));
        return new Price(call.wallet(price.get(WALLET)), money);
    }

    /** A retry through another edge meets the same job, at the wallet or queue that decides it. */
    private static String derivedId(Call call, @Nullable Price price, IdSource ids) {
        var key = call.key();
        if (key == null) return ids.next().toString();
        String decider =
                price == null ? "queue:" + call.body().get(QUEUE) : "wallet:" + price.wallet().id();
        return DerivedId.of("job", call.app().name(), decider, key).toString();
    }

    private static Terms terms(Call call, @Nullable Price price) {
        return price == null
                ? call.unlimited()
                : call.terms(OperationKind.HOLD, price.money().asset(), price.money().minor());
    }

    private static JobSpec spec(Body body) throws Unfit {
        return new JobSpec(
                body.get(QUEUE),
                body.get(KIND),
                body.find(KEY),
                payload(body),
                body.or(PRIORITY, Priority.NORMAL),
                runAt(body),
                body.find(UNIQUE_KEY),
                attempts(body));
    }

    private static String payload(Body body) throws Unfit {
        var text = new String(JsonBytes.of(body.get(PAYLOAD)), StandardCharsets.UTF_8);
        if (text.length() <= JobSpec.MAX_PAYLOAD_CHARS) return text;
        throw new Unfit(
                        Refusal.PAYLOAD_INVALID,
                        "has %d characters, more than %d."
                                .formatted(text.length(), JobSpec.MAX_PAYLOAD_CHARS))
                .in(PAYLOAD.name());
    }

    /** How far from now it may be the door knows. */
    private static @Nullable Instant runAt(Body body) throws Unfit {
        var runAt = body.find(RUN_AT);
        if (runAt == null || !runAt.isBefore(Instant.EPOCH)) return runAt;
        throw Unfit.of(Refusal.RUN_AT_INVALID);
    }

    private static @Nullable Integer attempts(Body body) {
        var attempts = body.find(MAX_ATTEMPTS);
        return attempts == null ? null : Math.toIntExact(attempts);
    }
}
