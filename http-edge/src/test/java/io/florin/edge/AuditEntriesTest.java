package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator is shown of the audit trail. */
class AuditEntriesTest {
    private static final String OPERATOR = "X-Api-Key: " + TestEdge.OPERATOR_KEY;
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\w+)\",\"at\"");
    private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"(\\w+)\"");

    private final TestEdge edge = new TestEdge(Map.of("apps.acme.EUR", 2));

    private void append(int number, String app, String kind, String actor, String target) {
        var at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
        TestEdge.now(
                edge.trail.append(
                        new AuditEntry(
                                "e" + number,
                                app,
                                at,
                                kind,
                                actor,
                                "192.0.2.1",
                                target,
                                number % 2 == 0 ? "{\"debits\":\"allowed\"}" : null,
                                "{\"debits\":\"blocked\",\"limits\":{\"USD\":[1,2]}}")));
    }

    private void appendSome() {
        append(1, "default", "wallet.changed", "operator", "wallet:a");
        append(2, "default", "wallet.changed", "key:k", "wallet:b");
        append(3, "default", "deposit.made", "operator", "wallet:a");
        append(4, "acme", "deposit.made", "operator", "wallet:a");
        append(5, "default", "deposit.made", "key:k", "wallet:a");
    }

    private String found(String query, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add(OPERATOR);
        var reply = edge.get("/v1/audit-entries" + query, all.toArray(String[]::new));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        var ids = ID.matcher(reply.body()).results().map(id -> id.group(1)).toList();
        var next = NEXT.matcher(reply.body());
        return String.join(" ", ids) + (next.find() ? " then " + next.group(1) : "");
    }

    @Test
    void anEntry() {
        append(2, "default", "wallet.changed", "operator", "wallet:a");
        assertThat(edge.get("/v1/audit-entries", OPERATOR).line())
                .isEqualTo(
                        """
                        200 {"items":[{"id":"e2","at":"2026-01-01T00:00:02.000000Z",\
                        "kind":"wallet.changed","actor":"operator","address":"192.0.2.1",\
                        "target":"wallet:a","before":{"debits":"allowed"},\
                        "after":{"debits":"blocked","limits":{"USD":[1,2]}}}]}\
                        """);
    }

    @Test
    void newestFirstOfTheAppAndAsWanted() {
        appendSome();
        assertThat(found("")).isEqualTo("e5 e3 e2 e1");
        assertThat(found("", "X-App: acme")).isEqualTo("e4");
        assertThat(found("?kind=deposit.made")).isEqualTo("e5 e3");
        assertThat(found("?actor=key:k")).isEqualTo("e5 e2");
        assertThat(found("?target=wallet:a")).isEqualTo("e5 e3 e1");
        assertThat(found("?target=wallet:a&actor=operator&kind=deposit.made")).isEqualTo("e3");
        assertThat(found("?from=2026-01-01T00:00:02Z&to=2026-01-01T00:00:05Z")).isEqualTo("e3 e2");
        assertThat(found("?kind=nothing.done")).isEmpty();
    }

    @Test
    void inPages() {
        appendSome();
        assertThat(found("?limit=3")).isEqualTo("e5 e3 e2 then p3");
        assertThat(found("?limit=3&cursor=p3")).isEqualTo("e1");
        assertThat(edge.trail.filters)
                .last()
                .isEqualTo(new AuditFilter("default", null, null, null, null, null, "p3", 3));
    }

    @Test
    void whatIsRefused() {
        Script.play(
                edge,
                "GET /v1/audit-entries",
                """
                 as=anonymous                  | 401 unauthenticated
                 as=service                    | 403 forbidden
                ?cursor=foreign as=operator    | 400 parameter_invalid
                ?limit=501 as=operator         | 400 parameter_invalid
                ?from=yesterday as=operator    | 400 parameter_invalid
                ?kind= as=operator             | 400 parameter_invalid
                ?what=x as=operator            | 400 parameter_invalid
                """);
        edge.trail.failure = new IllegalStateException("planted");
        assertThat(edge.get("/v1/audit-entries", OPERATOR).status()).isEqualTo(503);
    }
}
