package io.florin.edge.outbound;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Paging;
import io.florin.edge.answer.Words;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.outbound.EventType;
import io.florin.protocol.outbound.WebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoint.Reason;
import io.florin.protocol.refusal.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Endpoints as they are shown; the secret is no part of them. */
final class EndpointJson {
    private static final int MAX_EVENTS = 50;
    private static final int MAX_URL_CHARS = 2_048;
    private static final int MAX_DESCRIPTION_CHARS = 255;

    private static final Pattern CREDENTIALS = Pattern.compile("[^/]*//[^/?#]*@.*", Pattern.DOTALL);

    /** What has credentials in it must not even get into the audit trail. */
    static final Type<String> URL =
            Types.parsed(
                    Refusal.WEBHOOK_URL_INVALID,
                    "https://host[:port][/path], without credentials",
                    MAX_URL_CHARS,
                    text ->
                            Optional.of(text)
                                    .filter(it -> !it.isBlank())
                                    .filter(it -> !CREDENTIALS.matcher(it).matches()));

    static final Type<String> DESCRIPTION = Types.text(0, MAX_DESCRIPTION_CHARS);

    /** Each one that there is: the document lists them. */
    static final Type<String> EVENT = pattern();

    static final Type<List<String>> EVENTS = Types.list(EVENT, 1, MAX_EVENTS);

    private static final Field<String> ID = required("id", LedgerTypes.ID, "The endpoint.");
    private static final Field<String> A_URL = required("url", URL, "Where messages are sent.");
    private static final Field<List<String>> SOME_EVENTS =
            required("events", EVENTS, "Of which types: one, an area such as transfer.*, or *.");
    private static final Field<String> A_DESCRIPTION =
            optional("description", DESCRIPTION, "For people.");
    private static final Field<Boolean> ENABLED =
            required("enabled", Types.FLAG, "Whether it is told; if not, nothing is lost: replay.");
    private static final Field<Reason> DISABLED_REASON =
            optional(
                    "disabledReason",
                    Words.type(Reason.values()),
                    "asked; failing: for too long; gone: it answered 410; deleted.");
    private static final Field<Instant> DISABLED_AT =
            optional("disabledAt", Types.TIME, "Since when it is not told.");
    private static final Field<Instant> FAILING_SINCE =
            optional("failingSince", Types.TIME, "The first failure since the last success.");
    private static final Field<Instant> PREVIOUS_UNTIL =
            optional(
                    "previousSecretUntil",
                    Types.TIME,
                    "Until then the secret before signs, too: two signatures in the header.");
    private static final Field<Instant> CREATED_AT =
            required("createdAt", Types.TIME, "When it was made.");
    private static final Field<Instant> CHANGED_AT =
            required("changedAt", Types.TIME, "When somebody changed it last.");

    static final Shape ENDPOINT =
            Shape.of(
                    "WebhookEndpoint",
                    ID,
                    A_URL,
                    SOME_EVENTS,
                    A_DESCRIPTION,
                    ENABLED,
                    DISABLED_REASON,
                    DISABLED_AT,
                    FAILING_SINCE,
                    PREVIOUS_UNTIL,
                    CREATED_AT,
                    CHANGED_AT);
    static final Shape WITH_SECRET =
            Shape.of(
                    "WebhookEndpointWithSecret",
                    ID,
                    required(
                            "secret",
                            Types.text(1, 255),
                            "whsec_…, for Standard Webhooks. Shown here and never again."),
                    A_URL,
                    SOME_EVENTS,
                    A_DESCRIPTION,
                    ENABLED,
                    DISABLED_REASON,
                    DISABLED_AT,
                    FAILING_SINCE,
                    PREVIOUS_UNTIL,
                    CREATED_AT,
                    CHANGED_AT);
    static final Shape ENDPOINTS =
            Shape.of(
                    "WebhookEndpoints",
                    required("items", Types.list(Types.object(ENDPOINT), 0, 500), "Newest first."),
                    Paging.NEXT_CURSOR);

    private EndpointJson() {}

    private static Type<String> pattern() {
        var words = new LinkedHashMap<String, String>();
        EventType.patterns().forEach(pattern -> words.put(pattern, pattern));
        return Types.word(words);
    }

    static JsonObject of(WebhookEndpoint endpoint) {
        return of(endpoint, null);
    }

    /** With its secret, for the only time. */
    static JsonObject of(WebhookEndpoint endpoint, @Nullable String secret) {
        var off = endpoint.off();
        return JsonObject.with()
                .text("id", endpoint.id())
                .text("secret", secret)
                .text("url", endpoint.url())
                .texts("events", endpoint.events())
                .text("description", endpoint.description())
                .flag("enabled", off == null)
                .text("disabledReason", off == null ? null : Words.of(off.reason()))
                .time("disabledAt", off == null ? null : off.at())
                .time("failingSince", endpoint.failingSince())
                .time("previousSecretUntil", endpoint.previousUntil())
                .time("createdAt", endpoint.createdAt())
                .time("changedAt", endpoint.changedAt())
                .build();
    }

    static JsonObject of(Page<WebhookEndpoint> page) {
        return JsonObject.with()
                .value("items", new Items(page.items().stream().map(EndpointJson::of).toList()))
                .text("nextCursor", page.nextCursor())
                .build();
    }
}
