package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.caller.Caller;
import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Endpoint;
import io.florin.protocol.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract that is served is the contract that is kept, in both directions. */
class OpenApiTest {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    /** As API.md has them: the calls of this release. */
    private static final String CONTRACT =
            """
            POST /v1/wallets
            GET /v1/wallets/{wallet}
            PATCH /v1/wallets/{wallet}
            GET /v1/wallets/{wallet}/entries
            GET /v1/wallets/{wallet}/balances
            POST /v1/deposits
            POST /v1/withdrawals
            POST /v1/transfers
            POST /v1/transfers/bulk
            GET /v1/transfers/{transfer}
            POST /v1/transfers/{transfer}/reversal
            POST /v1/wallets/{wallet}/holds
            GET /v1/wallets/{wallet}/holds/{hold}
            POST /v1/wallets/{wallet}/holds/{hold}/capture
            POST /v1/wallets/{wallet}/holds/{hold}/release
            GET /v1/ledger/check
            POST /v1/payments
            GET /v1/payments/{payment}
            POST /v1/payments/{payment}/decision
            POST /v1/payments/{payment}/refund
            POST /v1/payouts
            GET /v1/payouts/{payout}
            POST /v1/payouts/{payout}/approve
            POST /v1/payouts/{payout}/decision
            POST /v1/payouts/{payout}/reject
            POST /v1/webhook-endpoints
            GET /v1/webhook-endpoints
            GET /v1/webhook-endpoints/{endpoint}
            PATCH /v1/webhook-endpoints/{endpoint}
            DELETE /v1/webhook-endpoints/{endpoint}
            POST /v1/webhook-endpoints/{endpoint}/secret
            POST /v1/webhook-endpoints/{endpoint}/test
            POST /v1/webhook-endpoints/{endpoint}/replay
            GET /v1/webhook-endpoints/{endpoint}/deliveries
            GET /v1/webhook-endpoints/{endpoint}/deliveries/{delivery}
            POST /v1/webhook-endpoints/{endpoint}/deliveries/{delivery}/replay
            GET /v1/audit-entries
            GET /v1/log-levels
            PUT /v1/log-levels/{logger}
            POST /v1/api-keys
            GET /v1/api-keys
            GET /v1/api-keys/{key}
            DELETE /v1/api-keys/{key}
            POST /v1/users
            GET /v1/users
            GET /v1/users/{user}
            PATCH /v1/users/{user}
            DELETE /v1/users/{user}/sessions
            PUT /v1/users/{user}/password
            PUT /v1/users/{user}/pin
            DELETE /v1/users/{user}/pin
            POST /v1/users/{user}/second-factor
            PUT /v1/users/{user}/second-factor
            DELETE /v1/users/{user}/second-factor
            POST /v1/users/{user}/email-verifications
            POST /v1/users/{user}/email-verifications/{proof}
            POST /v1/password-resets
            POST /v1/password-resets/{proof}
            POST /v1/sessions
            POST /v1/sessions/refresh
            GET /v1/sessions/{session}
            DELETE /v1/sessions/{session}
            GET /v1/sessions/{session}/conversation
            PUT /v1/sessions/{session}/conversation
            DELETE /v1/sessions/{session}/conversation
            POST /v1/otps
            POST /v1/otps/{otp}/verify
            POST /v1/jobs
            GET /v1/jobs
            GET /v1/jobs/{job}
            GET /v1/jobs/{job}/events
            POST /v1/jobs/{job}/cancel
            POST /v1/jobs/replay
            POST /v1/jobs/purge
            GET /v1/queues
            POST /v1/queues/{queue}/pause
            POST /v1/queues/{queue}/resume
            POST /webhooks/{provider}
            GET /webhooks/{provider}
            GET /v1/webhook-events
            GET /v1/webhook-events/{event}
            POST /v1/webhook-events/{event}/replay
            GET /.well-known/jwks.json
            GET /health
            GET /health/live
            GET /health/ready
            GET /openapi.json
            GET /docs
            """;

    private final TestEdge edge = new TestEdge();

    private JsonObject document() throws Unfit {
        var reply = edge.get("/openapi.json");
        assertThat(reply.status()).isEqualTo(200);
        return StrictJson.parse(reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject object(JsonObject in, String name) {
        return (JsonObject) Objects.requireNonNull(in.get(name), name);
    }

    /** {@code METHOD /path} of every documented operation. */
    private Set<String> documented() throws Unfit {
        var documented = new TreeSet<String>();
        object(document(), "paths")
                .members()
                .forEach((path, methods) ->
                        ((JsonObject) methods)
                                .members()
                                .keySet()
                                .forEach(method ->
                                        documented.add(
                                                method.toUpperCase(Locale.ROOT) + " " + path)));
        return documented;
    }

    @Test
    void everyRouteIsDocumentedAndNothingElse() throws Unfit {
        var routed =
                edge.routes.endpoints().stream()
                        .map(Endpoint::operation)
                        .map(operation -> operation.method() + " " + operation.template())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented()).isEqualTo(routed);
    }

    /** Not through the table that both are made of, but over the real route. */
    @Test
    void whatIsDocumentedIsServedAndWhatIsNotIsNot() throws Unfit {
        var documented = documented();
        var paths = documented.stream().map(line -> line.split(" ", 2)[1]).distinct().toList();
        for (String path : paths) {
            for (String method : METHODS) {
                String real = path.replaceAll("\\{\\w+}", "x1");
                var reply = edge.send(method, real, "");
                boolean routed =
                        !reply.body().contains("\"code\":\"not_found\"")
                                && !reply.body().contains("\"code\":\"method_not_allowed\"");
                assertThat(routed)
                        .as("%s %s: %s", method, path, reply.line())
                        .isEqualTo(fits(method + " " + real, documented));
            }
        }
    }

    private static boolean fits(String request, Set<String> documented) {
        return documented.stream()
                .map(template -> template.replaceAll("\\{\\w+}", "[^/]+"))
                .anyMatch(request::matches);
    }

    @Test
    void aTransferMayBeNamedLikeAnotherCall() {
        assertThat(edge.get("/v1/transfers/bulk").body()).contains("transfer_not_found");
        assertThat(edge.send("DELETE", "/v1/transfers/bulk", "").header("Allow"))
                .isEqualTo("GET, POST");
    }

    @Test
    void theContractIsThere() throws Unfit {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(CONTRACT.lines().toList());
    }

    /** What is open to nobody in particular needs no credential; all else takes either. */
    @Test
    void everyCallSaysWhichCredentialsItTakes() throws Unfit {
        var document = document();
        for (var endpoint : edge.routes.endpoints()) {
            var operation = endpoint.operation();
            var path = object(object(document, "paths"), operation.template());
            var method = operation.method().name().toLowerCase(Locale.ROOT);
            var security = text(object(path, method).get("security"));
            boolean open = operation.access().admits(new Caller.Anonymous());
            assertThat(security)
                    .as(operation.name())
                    .isEqualTo(
                            open
                                    ? "[{},{\"apiKey\":[]},{\"bearer\":[]}]"
                                    : "[{\"apiKey\":[]},{\"bearer\":[]}]");
        }
        var schemes = object(object(document, "components"), "securitySchemes");
        assertThat(text(object(schemes, "apiKey")))
                .contains("\"type\":\"apiKey\"", "\"in\":\"header\"", "\"name\":\"X-Api-Key\"");
        assertThat(text(object(schemes, "bearer")))
                .contains("\"type\":\"http\"", "\"scheme\":\"bearer\"", "\"bearerFormat\":\"JWT\"");
    }

    private static String text(@Nullable JsonValue value) {
        var wrapped = JsonObject.with().value("it", value).build();
        var text = new String(JsonBytes.of(wrapped), StandardCharsets.UTF_8);
        return text.substring("{\"it\":".length(), text.length() - 1);
    }

    @Test
    void theManualSaysForWhom() {
        assertThat(edge.get("/docs").body())
                .contains("Authorization: Bearer")
                .contains("For the wallet's owner, a service or the operator.");
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Unfit {
        var document = document();
        var references = new ArrayList<String>();
        collect(document, references);
        assertThat(references).isNotEmpty();
        for (String reference : references) {
            JsonObject place = document;
            for (String step : reference.substring(2).split("/", -1)) place = object(place, step);
        }
    }

    private static void collect(JsonValue value, List<String> references) {
        switch (value) {
            case JsonObject object -> {
                if (object.get("$ref") instanceof JsonValue.Text(var text)) references.add(text);
                object.members().values().forEach(member -> collect(member, references));
            }
            case JsonValue.Items(var items) -> items.forEach(item -> collect(item, references));
            case JsonValue.Scalar _ -> {}
        }
    }

    @Test
    void everyPathParameterIsDescribed() throws Unfit {
        for (Map.Entry<String, JsonValue> path : object(document(), "paths").members().entrySet()) {
            var names = new TreeSet<String>();
            var matcher = java.util.regex.Pattern.compile("\\{(\\w+)}").matcher(path.getKey());
            while (matcher.find()) names.add(matcher.group(1));
            for (var operation : ((JsonObject) path.getValue()).members().values()) {
                assertThat(pathParameters((JsonObject) operation))
                        .as(path.getKey())
                        .isEqualTo(names);
            }
        }
    }

    private static Set<String> pathParameters(JsonObject operation) {
        var names = new TreeSet<String>();
        if (operation.get("parameters") instanceof JsonValue.Items(var parameters)) {
            for (var parameter : parameters) {
                if (((JsonObject) parameter).get("in") instanceof JsonValue.Text(var in)
                        && in.equals("path")
                        && ((JsonObject) parameter).get("name") instanceof JsonValue.Text(var n)) {
                    names.add(n);
                }
            }
        }
        return names;
    }

    @Test
    void theManualExplainsEveryCode() {
        var page = edge.get("/docs");
        assertThat(page.type()).isEqualTo("text/html; charset=UTF-8");
        for (var refusal : Refusal.values()) {
            assertThat(page.body()).contains("id=\"" + refusal.code() + "\"");
        }
        for (var endpoint : edge.routes.endpoints()) {
            assertThat(page.body()).contains(endpoint.operation().template());
        }
    }
}
