package io.florin.edge.problem;

import io.florin.edge.json.Field;
import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The only place where a refusal gets its status. Retry-After is in seconds, usually these. */
public record Problems(int retryAfterSeconds) {
    private static final Type<String> CODE = Types.text(1, 64);
    private static final Type<String> SENTENCE = Types.text(1, 512);
    private static final Type<Map<String, Long>> FACTS =
            Types.map(Types.whole(Long.MIN_VALUE, Long.MAX_VALUE), 16, 64);

    private static final ContentType PROBLEM_JSON =
            ContentTypes.create(
                    MediaTypes.customWithFixedCharset(
                            "application", "problem+json", HttpCharsets.UTF_8, Map.of(), false));

    /** What every refusal looks like; the facts that explain it stand beside these. */
    public static final Shape PROBLEM =
            Shape.of(
                            "Problem",
                            Field.required("type", SENTENCE, "Where the code is explained."),
                            Field.required("title", SENTENCE, "The code in words."),
                            Field.required("status", Types.whole(400, 599), "The HTTP status."),
                            Field.required("detail", SENTENCE, "A sentence that helps."),
                            Field.required("code", CODE, "Stable; for programs."))
                    .andMore();

    /** Why a part of something did not go through, inside an answer. */
    public static final Shape REASON =
            Shape.of(
                    "Reason",
                    Field.required("code", CODE, "The refusal's code."),
                    Field.required("detail", SENTENCE, "A sentence."),
                    Field.optional("facts", FACTS, "The numbers that explain it."));

    public static int status(Refusal.Kind kind) {
        return switch (kind) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case FUNDS -> 402;
            case FORBIDDEN, BLOCKED -> 403;
            case NOT_FOUND -> 404;
            case METHOD -> 405;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case MEDIA_TYPE -> 415;
            case RULE -> 422;
            case LIMITED -> 429;
            case BUG -> 500;
            case UNAVAILABLE -> 503;
        };
    }

    /** {type, title, status, detail, code, …facts}; the type is its place in our own manual. */
    public static JsonObject body(Problem problem) {
        return body(problem, Dialect.OURS);
    }

    private static JsonObject body(Problem problem, Dialect dialect) {
        String code = problem.why().code();
        var body =
                JsonObject.with()
                        .text("type", "/docs#" + code)
                        .text("title", title(code))
                        .whole("status", dialect.status(problem.why()))
                        .text("detail", problem.detail())
                        .text("code", code)
                        .all(problem.facts());
        return dialect.add(problem, body).build();
    }

    public static JsonObject reason(Denial denial) {
        var facts = JsonObject.with();
        denial.facts().forEach(facts::whole);
        return JsonObject.with()
                .text("code", denial.why().code())
                .text("detail", denial.why().sentence())
                .value("facts", denial.facts().isEmpty() ? null : facts.build())
                .build();
    }

    private static String title(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('_', ' ');
    }

    public HttpResponse response(Problem problem) {
        return response(problem, Dialect.OURS);
    }

    /** The same no, as an app's own interface says it. */
    public HttpResponse response(Problem problem, Dialect dialect) {
        return response(dialect.status(problem.why()), body(problem, dialect))
                .withHeaders(headers(problem));
    }

    /** As long as the problem's own fact says, or as long as usual. */
    private long retryAfter(Problem problem) {
        return problem.facts().get(Problem.RETRY_AFTER_SECONDS) instanceof JsonValue.Whole(var own)
                ? own
                : retryAfterSeconds;
    }

    static HttpResponse response(int status, JsonObject body) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(PROBLEM_JSON, JsonBytes.of(body)));
    }

    private List<HttpHeader> headers(Problem problem) {
        return switch (problem.why().kind()) {
            case UNAVAILABLE, LIMITED ->
                    List.of(RawHeader.create("Retry-After", Long.toString(retryAfter(problem))));
            case UNAUTHENTICATED ->
                    List.of(RawHeader.create("WWW-Authenticate", "Bearer, X-Api-Key"));
            case MALFORMED,
                    FUNDS,
                    FORBIDDEN,
                    BLOCKED,
                    NOT_FOUND,
                    METHOD,
                    CONFLICT,
                    TOO_LARGE,
                    MEDIA_TYPE,
                    RULE,
                    BUG ->
                    List.of();
        };
    }
}
