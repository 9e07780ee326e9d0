package io.florin.edge.health;

import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Words;
import io.florin.edge.caller.Access;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /health}, {@code /health/live}, {@code /health/ready}: open to all, shows no money. */
public record HealthRoutes(Health health, Answers answers, InstantSource clock) {
    private static final int MAX_CHECKS = 100;
    private static final int MAX_CHARS = 1_000;

    private enum Life {
        UP
    }

    private enum Readiness {
        READY,
        NOT_READY
    }

    private enum Condition {
        HEALTHY,
        DEGRADED
    }

    private static final Shape CHECK =
            Shape.of(
                    "HealthCheck",
                    required("status", Words.type(Condition.values()), "Of this part."),
                    required("detail", Types.text(0, MAX_CHARS), "A sentence for the operator."));

    private static final Shape LIVE =
            Shape.of("Live", required("status", Words.type(Life.values()), "Always up."));

    private static final Shape READY =
            Shape.of("Ready", required("status", Words.type(Readiness.values()), "Or not yet."));

    public static final Shape REPORT =
            Shape.of(
                    "Health",
                    required("status", Words.type(Condition.values()), "Of the whole."),
                    required(
                            "checks",
                            Types.map(Types.object(CHECK), MAX_CHECKS, MAX_CHARS),
                            "Of each part: database, cluster, projections, …"),
                    required("timestamp", Types.TIME, "When it was asked."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.get("/health/live", "isLive", "Does the process answer?")
                        .forThe(Access.PUBLIC)
                        .answers(200, "It does.", LIVE)
                        .by(_ -> CompletableFuture.completedFuture(status(200, Life.UP))),
                Operation.get("/health/ready", "isReady", "Can requests be served?")
                        .forThe(Access.PUBLIC)
                        .answers(200, "They can.", READY)
                        .answers(503, "Not yet, or not any more.", READY)
                        .by(_ -> ready()),
                Operation.get("/health", "getHealth", "How is everything it needs?")
                        .forThe(Access.PUBLIC)
                        .answers(200, "Healthy or degraded, part by part.", REPORT)
                        .by(_ -> report()));
    }

    private CompletionStage<HttpResponse> ready() {
        return answers.read(
                health.report(),
                report ->
                        report.ready()
                                ? status(200, Readiness.READY)
                                : status(503, Readiness.NOT_READY));
    }

    /** How everything is; an app may show it under an address of its own. */
    public CompletionStage<HttpResponse> report() {
        return answers.read(health.report(), report -> Answers.json(200, json(report)));
    }

    private static HttpResponse status(int status, Enum<?> word) {
        return Answers.json(status, JsonObject.with().text("status", Words.of(word)).build());
    }

    private JsonObject json(Health.Report report) {
        var checks = JsonObject.with();
        report.checks()
                .forEach((name, check) ->
                        checks.value(
                                name,
                                JsonObject.with()
                                        .text("status", condition(check.good()))
                                        .text("detail", check.detail())
                                        .build()));
        return JsonObject.with()
                .text("status", condition(report.healthy()))
                .value("checks", checks.build())
                .time("timestamp", clock.instant())
                .build();
    }

    private static String condition(boolean good) {
        return Words.of(good ? Condition.HEALTHY : Condition.DEGRADED);
    }
}
