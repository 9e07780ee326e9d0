package io.florin.edge.trail;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.caller.Access;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.Shape;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import io.florin.protocol.trail.AuditTrail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/audit-entries}: what was recorded of an app, newest first. */
public record TrailRoutes(AuditTrail trail, Answers answers) {
    private static final Type<String> WORD = Types.text(1, 256);

    private static final Field<String> KIND =
            optional("kind", WORD, "Only this kind, such as wallet.changed.");
    private static final Field<String> ACTOR =
            optional("actor", WORD, "Only what this one did: operator, key:…, user:….");
    private static final Field<String> TARGET =
            optional("target", WORD, "Only what was done to this, such as wallet:….");
    private static final Field<Instant> FROM = optional("from", Types.TIME, "At or after.");
    private static final Field<Instant> TO = optional("to", Types.TIME, "Before.");

    private static final Shape STATE = Shape.of("AuditedState").andMore();
    private static final Shape ENTRY =
            Shape.of(
                    "AuditEntry",
                    required("id", Types.text(1, 64), "The entry."),
                    required("at", Types.TIME, "When."),
                    required("kind", WORD, "What was done."),
                    required("actor", WORD, "Who did it; a stored key is key: and its id."),
                    required("address", WORD, "Where the request came from."),
                    optional("target", WORD, "What it was done to."),
                    optional("before", Types.object(STATE), "What was, where that is known."),
                    optional("after", Types.object(STATE), "What is."));
    private static final Shape ENTRIES =
            Shape.of(
                    "AuditEntries",
                    required("items", Types.list(Types.object(ENTRY), 0, 500), "Newest first."),
                    Paging.NEXT_CURSOR);

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.get("/v1/audit-entries", "listAuditEntries", "Who did what, newest first")
                        .forThe(Access.OPERATOR)
                        .query(
                                Shape.of(
                                        "AuditQuery",
                                        KIND,
                                        ACTOR,
                                        TARGET,
                                        FROM,
                                        TO,
                                        Paging.CURSOR,
                                        Paging.LIMIT))
                        .answers(200, "A page of it.", ENTRIES)
                        .by(this::list));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        var query = call.inputs();
        var filter =
                new AuditFilter(
                        call.app().name(),
                        query.find(KIND),
                        query.find(ACTOR),
                        query.find(TARGET),
                        query.find(FROM),
                        query.find(TO),
                        query.find(Paging.CURSOR),
                        Paging.limit(query));
        return answers.read(
                Paging.page(() -> trail.find(filter)), page -> Answers.json(200, json(page)));
    }

    private static JsonObject json(Page<AuditEntry> page) {
        return JsonObject.with()
                .value("items", new Items(page.items().stream().map(TrailRoutes::json).toList()))
                .text("nextCursor", page.nextCursor())
                .build();
    }

    private static JsonObject json(AuditEntry entry) {
        return JsonObject.with()
                .text("id", entry.id())
                .time("at", entry.at())
                .text("kind", entry.kind())
                .text("actor", entry.actor())
                .text("address", entry.address())
                .text("target", entry.target())
                .value("before", object(entry.before()))
                .value("after", object(entry.after()))
                .build();
    }

    private static @Nullable JsonObject object(@Nullable String json) {
        if (json == null) return null;
        try {
            return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (Unfit e) {
            throw new IllegalStateException("An entry holds JSON objects.", e);
        }
    }
}
