package io.florin.edge.openapi;

import io.florin.edge.caller.Access;
import io.florin.edge.caller.Apps;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.operation.Outcome;
import io.florin.edge.problem.Problems;
import io.florin.edge.user.UserTypes;
import io.florin.protocol.wallet.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The OpenAPI 3.1 document of a list of operations. */
public final class OpenApi {
    private static final String JSON = "application/json";
    private static final String API_KEY = "apiKey";
    private static final String BEARER = "bearer";
    private static final String PROBLEM_JSON = "application/problem+json";

    private static final String PIN =
            "A user's PIN, 4 to 8 digits, where their app has a rule for it: of whoever has set"
                    + " one, and of everybody if the rule names what is asked for.";

    private final Map<String, JsonObject> schemas = new TreeMap<>();

    private OpenApi() {}

    public static JsonObject document(List<Operation> operations) {
        return new OpenApi().of(operations);
    }

    private JsonObject of(List<Operation> operations) {
        var paths = new LinkedHashMap<String, JsonObject.Builder>();
        for (var operation : operations) {
            paths.computeIfAbsent(operation.template(), _ -> JsonObject.with())
                    .value(word(operation.method()), operation(operation));
        }
        var pathsObject = JsonObject.with();
        paths.forEach((path, methods) -> pathsObject.value(path, methods.build()));
        return JsonObject.with()
                .text("openapi", "3.1.0")
                .value("info", info())
                .value("paths", pathsObject.build())
                .value("components", components())
                .build();
    }

    private static JsonObject info() {
        return JsonObject.with()
                .text("title", "Florin")
                .text("version", "1")
                .text(
                        "description",
                        "A wallet ledger. Amounts are whole numbers of an asset's minor units;"
                                + " times are RFC 3339 in UTC. A request repeated under its key or"
                                + " id has one effect and one answer.")
                .build();
    }

    private JsonObject operation(Operation operation) {
        return JsonObject.with()
                .text("operationId", operation.name())
                .text("summary", operation.summary())
                .text("description", description(operation))
                .value("tags", new Items(List.of(new JsonValue.Text(tag(operation)))))
                .value("security", security(operation.access()))
                .value("parameters", parameters(operation))
                .value("requestBody", requestBody(operation))
                .value("responses", responses(operation))
                .build();
    }

    private static String description(Operation operation) {
        var text = new StringBuilder("For ").append(operation.access().who()).append('.');
        var audit = operation.audit();
        if (audit != null) text.append(" Recorded as ").append(audit.kind()).append('.');
        var rule = operation.limitedBy();
        if (rule != null) text.append(" Limited by the rule ").append(rule).append('.');
        return text.toString();
    }

    private static String tag(Operation operation) {
        var segments = operation.template().split("/", -1);
        return segments[1].equals("v1") ? segments[2] : "operating";
    }

    /** Either credential, for a user may be an operator; an empty one beside them says: or none. */
    private static Items security(Access access) {
        var key = requirement(API_KEY);
        var token = requirement(BEARER);
        return switch (access) {
            case PUBLIC, ANYONE -> new Items(List.of(JsonObject.EMPTY, key, token));
            case USER, WALLET, STAFF, OPERATOR -> new Items(List.of(key, token));
        };
    }

    private static JsonObject requirement(String scheme) {
        return JsonObject.with().value(scheme, new Items(List.of())).build();
    }

    private static @Nullable Items parameters(Operation operation) {
        var parameters = new ArrayList<JsonObject>();
        operation.path().fields().values().forEach(f -> parameters.add(parameter("path", f)));
        operation.query().fields().values().forEach(f -> parameters.add(parameter("query", f)));
        if (operation.keying() != Keying.NONE) {
            parameters.add(reference("parameters", "IdempotencyKey"));
        }
        if (operation.pin() != null) parameters.add(reference("parameters", "Pin"));
        if (operation.access() != Access.PUBLIC) parameters.add(reference("parameters", "App"));
        return parameters.isEmpty() ? null : new Items(parameters);
    }

    private static JsonObject parameter(String in, Field<?> field) {
        return JsonObject.with()
                .text("name", field.name())
                .text("in", in)
                .flag("required", field.required())
                .text("description", field.sentence())
                .value("schema", field.type().schema())
                .build();
    }

    private @Nullable JsonObject requestBody(Operation operation) {
        if (operation.rawBytes() > 0) return rawBody();
        var shape = operation.body();
        if (shape == null) return null;
        return JsonObject.with()
                .flag("required", !shape.takesNothing())
                .value("content", content(JSON, shape))
                .build();
    }

    private static JsonObject rawBody() {
        var whatever = JsonObject.with().value("schema", JsonObject.EMPTY).build();
        return JsonObject.with()
                .flag("required", true)
                .value("content", JsonObject.with().value("*/*", whatever).build())
                .build();
    }

    private JsonObject responses(Operation operation) {
        var responses = JsonObject.with();
        for (Outcome outcome : operation.outcomes()) {
            responses.value(Integer.toString(outcome.status()), response(outcome));
        }
        var refused = new Outcome(0, "Refused; code says why.", Problems.PROBLEM, PROBLEM_JSON);
        return responses.value("default", response(refused)).build();
    }

    private JsonObject response(Outcome outcome) {
        var shape = outcome.body();
        return JsonObject.with()
                .text("description", outcome.sentence())
                .value("content", shape == null ? null : content(outcome.type(), shape))
                .build();
    }

    private JsonObject content(String type, Shape shape) {
        schemas.putIfAbsent(shape.name(), shape.schema());
        var schema = JsonObject.with().value("schema", reference("schemas", shape.name()));
        return JsonObject.with().value(type, schema.build()).build();
    }

    private static JsonObject reference(String section, String name) {
        return JsonObject.with().text("$ref", "#/components/" + section + "/" + name).build();
    }

    private JsonObject components() {
        var all = JsonObject.with();
        schemas.forEach(all::value);
        return JsonObject.with()
                .value("schemas", all.build())
                .value("parameters", headers())
                .value("securitySchemes", securitySchemes())
                .build();
    }

    private static JsonObject headers() {
        var key =
                header("Idempotency-Key", "1 to 255 printable ASCII characters; names the request.")
                        .flag("required", false)
                        .value("schema", Types.text(1, Request.MAX_KEY_CHARS).schema());
        var app =
                header("X-App", "The tenant; %s if left out.".formatted(Apps.DEFAULT))
                        .flag("required", false)
                        .value("schema", LedgerTypes.ID.schema());
        var pin =
                header(Operation.PIN_HEADER, PIN)
                        .flag("required", false)
                        .value("schema", UserTypes.PIN_TYPE.schema());
        return JsonObject.with()
                .value("IdempotencyKey", key.build())
                .value("Pin", pin.build())
                .value("App", app.build())
                .build();
    }

    private static JsonObject securitySchemes() {
        var key = header("X-Api-Key", "The operator's or a service's key.").text("type", "apiKey");
        var token =
                JsonObject.with()
                        .text("type", "http")
                        .text("scheme", "bearer")
                        .text("bearerFormat", "JWT")
                        .text("description", "The access token of a user's session.");
        return JsonObject.with().value(API_KEY, key.build()).value(BEARER, token.build()).build();
    }

    private static JsonObject.Builder header(String name, String sentence) {
        return JsonObject.with()
                .text("in", "header")
                .text("name", name)
                .text("description", sentence);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
