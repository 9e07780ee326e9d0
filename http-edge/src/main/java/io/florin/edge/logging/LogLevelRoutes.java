package io.florin.edge.logging;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

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
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Problem;
import io.florin.protocol.logging.LevelChange;
import io.florin.protocol.logging.LogLevel;
import io.florin.protocol.logging.LogLevels;
import io.florin.protocol.logging.LogLevels.Outcome;
import io.florin.protocol.logging.LoggerName;
import io.florin.protocol.logging.LoggerSetting;
import io.florin.protocol.refusal.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /v1/log-levels}: how much the nodes log, and a logger's level on all of them for a while.
 */
public record LogLevelRoutes(LogLevels levels, Answers answers, InstantSource clock) {
    private static final String ALL = "/v1/log-levels";
    private static final int MAX_NODES = 1_000;
    private static final int MAX_LOGGERS = 10_000;

    private static final Type<String> NAME = Types.text(1, 255);
    private static final Type<LogLevel> LEVEL = Words.type(LogLevel.values());

    private static final Field<String> LOGGER =
            required(
                    "logger",
                    Types.parsed(
                            Refusal.FIELD_INVALID,
                            "io.florin, org.apache.pekko, org.apache.kafka or com.zaxxer.hikari,"
                                    + " or a package or class in it",
                            LoggerName.MAX_CHARS,
                            text -> LoggerName.parse(text).map(LoggerName::text)),
                    "The logger, such as io.florin.node.wallet.");
    private static final Field<LogLevel> WANTED = required("level", LEVEL, "What it tells.");
    private static final Field<Long> MINUTES =
            optional(
                    "minutes",
                    Types.whole(1, LevelChange.MAX_MINUTES),
                    "For so long; then it is as configured again. 15 if left out.");

    private static final Shape CHANGED =
            Shape.of(
                    "LogLevelChanged",
                    required("logger", NAME, "The logger."),
                    required("level", LEVEL, "What it tells."),
                    required("until", Types.TIME, "When it is as configured again."),
                    required(
                            "nodes",
                            Types.map(Words.type(Outcome.values()), MAX_NODES, 255),
                            "What became of it on each; silent: nobody knows."));
    private static final Shape SETTING =
            Shape.of(
                    "LoggerSetting",
                    required("logger", NAME, "The logger."),
                    required("level", LEVEL, "What it tells now."),
                    optional("configured", LEVEL, "As configured, where it has one of its own."),
                    optional("until", Types.TIME, "When it is so again, if it was changed."));
    private static final Shape NODE =
            Shape.of(
                    "NodeLogLevels",
                    required("node", NAME, "The node."),
                    required("answered", Types.FLAG, "Whether it answered in time."),
                    required(
                            "loggers",
                            Types.list(Types.object(SETTING), 0, MAX_LOGGERS),
                            "Those with a level of their own."));
    private static final Shape NODES =
            Shape.of(
                    "LogLevels",
                    required("items", Types.list(Types.object(NODE), 0, MAX_NODES), "All nodes."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.get(ALL, "listLogLevels", "How much each node logs")
                        .forThe(Access.OPERATOR)
                        .answers(200, "The nodes.", NODES)
                        .by(this::list),
                Operation.put(ALL + "/{logger}", "changeLogLevel", "Log more or less for a while")
                        .forThe(Access.OPERATOR)
                        .path(Shape.of("LogLevelPath", LOGGER))
                        .takes(Shape.of("LogLevelChange", WANTED, MINUTES))
                        .answers(200, "What became of it on each node.", CHANGED)
                        .answers(202, "Done, but not yet in the audit trail.", Answers.PENDING)
                        .audited("log_level.changed", "logger:{logger}")
                        .by(this::change));
    }

    private CompletionStage<HttpResponse> list(Call call) throws Unfit {
        checkReach(call);
        return answers.read(levels.all(), all -> Answers.json(200, json(all)));
    }

    private CompletionStage<HttpResponse> change(Call call) throws Unfit {
        checkReach(call);
        long minutes = call.body().or(MINUTES, (long) LevelChange.USUAL_MINUTES);
        var change =
                new LevelChange(
                        new LoggerName(call.inputs().get(LOGGER)),
                        call.body().get(WANTED),
                        (int) minutes);
        return answers.read(levels.change(change), nodes -> changed(change, nodes));
    }

    private HttpResponse changed(LevelChange change, Map<String, Outcome> nodes) {
        if (!nodes.containsValue(Outcome.CHANGED)) {
            var why =
                    nodes.containsValue(Outcome.FULL)
                            ? Refusal.LOG_LEVELS_TOO_MANY
                            : Refusal.UNAVAILABLE;
            return answers.problems().response(Problem.of(why));
        }
        var outcomes = JsonObject.with();
        nodes.forEach((node, outcome) -> outcomes.text(node, Words.of(outcome)));
        return Answers.json(
                200,
                JsonObject.with()
                        .text("logger", change.logger().text())
                        .text("level", Words.of(change.level()))
                        .time("until", clock.instant().plus(Duration.ofMinutes(change.minutes())))
                        .value("nodes", outcomes.build())
                        .build());
    }

    /** A node is of all apps, and so must be whoever looks into it. */
    private static void checkReach(Call call) throws Unfit {
        var identity = call.identity();
        if (identity.app() != null || identity.caller() instanceof Caller.User) {
            throw new Unfit(Refusal.FORBIDDEN, "This call is for the operator of all apps.");
        }
    }

    private static JsonObject json(Map<String, Optional<List<LoggerSetting>>> nodes) {
        var items =
                nodes.entrySet().stream()
                        .map(node -> json(node.getKey(), node.getValue()))
                        .toList();
        return JsonObject.with().value("items", new Items(items)).build();
    }

    private static JsonObject json(String node, Optional<List<LoggerSetting>> settings) {
        var loggers = settings.orElse(List.of()).stream().map(LogLevelRoutes::json).toList();
        return JsonObject.with()
                .text("node", node)
                .flag("answered", settings.isPresent())
                .value("loggers", new Items(loggers))
                .build();
    }

    private static JsonObject json(LoggerSetting setting) {
        var configured = setting.configured();
        return JsonObject.with()
                .text("logger", setting.logger())
                .text("level", Words.of(setting.level()))
                .text("configured", configured == null ? null : Words.of(configured))
                .time("until", setting.until())
                .build();
    }
}
