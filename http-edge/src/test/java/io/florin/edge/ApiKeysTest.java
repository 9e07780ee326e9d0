package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.edge.caller.Access;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Making, showing and revoking keys, and what the keys that were made may do. */
class ApiKeysTest {
    private static final String OPERATOR = "X-Api-Key: " + TestEdge.OPERATOR_KEY;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

    private final TestEdge edge = new TestEdge(Map.of("apps.acme.EUR", 2, "apps.other.EUR", 2));

    private Reply make(String more, String... headers) {
        return edge.post("/v1/api-keys", "{\"name\":\"till\"%s}".formatted(more), headers);
    }

    private Reply make(String more) {
        var reply = make(more, OPERATOR);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply;
    }

    private static String found(Pattern pattern, Reply reply) {
        var matcher = pattern.matcher(reply.body());
        assertThat(matcher.find()).as(reply.body()).isTrue();
        return matcher.group(1);
    }

    private static String id(Reply reply) {
        return found(ID, reply);
    }

    /** The header that the made key is sent in. */
    private static String header(Reply reply) {
        return "X-Api-Key: " + found(KEY, reply);
    }

    @Test
    void aKeyIsShownOnce() {
        var made =
                make(
                        ",\"role\":\"service\",\"app\":\"acme\",\"scopes\":[\"wallets:read\"],"
                                + "\"expiresAt\":\"2027-01-01T00:00:00Z\"");
        var id = id(made);
        var shown =
                """
                "name":"till","role":"service","app":"acme","scopes":["wallets:read"],\
                "createdAt":"2026-03-04T05:06:07.123456Z",\
                "expiresAt":"2027-01-01T00:00:00.000000Z"}\
                """;
        assertThat(made.body())
                .isEqualTo(
                        "{\"id\":\"%s\",\"key\":\"%s\",%s".formatted(id, found(KEY, made), shown));
        assertThat(id.charAt(14)).isEqualTo('7');
        assertThat(made.header("Location")).isEqualTo("/v1/api-keys/" + id);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        var again = edge.get("/v1/api-keys/" + id, OPERATOR);
        assertThat(again.line()).isEqualTo("200 {\"id\":\"%s\",%s".formatted(id, shown));
        assertThat(edge.get("/v1/wallets/a", header(made)).line()).doesNotContain("nobody's");
    }

    @Test
    void whatIsRefused() {
        Script.play(
                edge,
                "POST /v1/api-keys ",
                """
                as=anonymous :: {"name":"n","role":"service"}                | 401 unauthenticated
                as=service :: {"name":"n","role":"service"}                  | 403 forbidden
                as=operator :: {"role":"service"}                            | 400 field_missing
                as=operator :: {"name":"n"}                                  | 400 field_missing
                as=operator :: {"name":"","role":"service"}                  | 400 field_invalid
                as=operator :: {"name":"n","role":"admin"}                   | 400 field_invalid
                as=operator :: {"name":"n","role":"service","app":"nope"}    | 400 field_invalid
                as=operator :: {"name":"n","role":"service","scopes":[]}     | 400 field_invalid
                as=operator :: {"name":"n","role":"service","scopes":["x"]}  | 400 field_invalid
                as=operator :: {"name":"n","role":"service","scopes":["health:read"]} | 400 field_invalid
                as=operator :: {"name":"n","role":"service","expiresAt":"2026-03-04T05:06:07Z"} | 400 field_invalid
                as=operator :: {"name":"n","role":"service","id":"mine"}     | 400 field_unknown
                """);
        Script.play(
                edge,
                """
                GET /v1/api-keys as=anonymous                   | 401 unauthenticated
                GET /v1/api-keys as=service                     | 403 forbidden
                GET /v1/api-keys?cursor=foreign as=operator     | 400 parameter_invalid
                GET /v1/api-keys?limit=0 as=operator            | 400 parameter_invalid
                GET /v1/api-keys/none as=operator               | 404 api_key_not_found
                DELETE /v1/api-keys/none as=operator            | 404 api_key_not_found
                DELETE /v1/api-keys/none as=service             | 403 forbidden
                """);
        assertThat(make(",\"role\":\"service\",\"scopes\":[\"x\"]", OPERATOR).body())
                .contains("scopes must be among api-keys:read, api-keys:write, audit-entries:read");
        assertThat(edge.trail.all()).isEmpty();
    }

    /** The answer holds a secret, so it is not kept: a repeat cannot be given it again. */
    @Test
    void aRepeatMakesNoSecondKey() {
        var key = "Idempotency-Key: k1";
        var made = make(",\"role\":\"operator\"", OPERATOR, key);
        var repeat = make(",\"role\":\"operator\"", OPERATOR, key);
        assertThat(repeat.line())
                .startsWith("409 ")
                .contains("\"code\":\"api_key_exists\"", "\"id\":\"" + id(made) + "\"")
                .doesNotContain(found(KEY, made));
        assertThat(make(",\"role\":\"operator\"", OPERATOR, "Idempotency-Key: k2").status())
                .isEqualTo(201);
        assertThat(edge.trail.all()).hasSize(2);
    }

    @Test
    void aKeyInDoubtHasAnAddress() {
        edge.keys.failure = new IllegalStateException("planted");
        var reply = make(",\"role\":\"operator\"", OPERATOR);
        assertThat(reply.line()).startsWith("202 ").contains("pending").doesNotContain("flk_");
        assertThat(reply.header("Location")).isEqualTo("/v1/api-keys/" + id(reply));
        assertThat(edge.get(reply.header("Location"), OPERATOR).status()).isEqualTo(503);
        assertThat(edge.send("DELETE", reply.header("Location"), "", OPERATOR).status())
                .isEqualTo(503);
    }

    @Test
    void keysAreListedInPages() {
        var ids = new TreeSet<String>();
        for (int i = 0; i < 5; i++) ids.add(id(make(",\"role\":\"service\"")));
        var listed = new TreeSet<String>();
        var next = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");
        String query = "?limit=2";
        int pages = 0;
        while (!query.isEmpty()) {
            var page = edge.get("/v1/api-keys" + query, OPERATOR);
            assertThat(page.body()).doesNotContain("flk_", "hash");
            ID.matcher(page.body()).results().forEach(id -> listed.add(id.group(1)));
            var cursor = next.matcher(page.body());
            query = cursor.find() ? "?limit=2&cursor=" + cursor.group(1) : "";
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void aRevokedKeyIsNobodysAndKeepsItsTime() {
        var made = make(",\"role\":\"operator\"");
        String address = "/v1/api-keys/" + id(made);
        var revoked = edge.send("DELETE", address, "", OPERATOR);
        assertThat(revoked.line())
                .startsWith("200 ")
                .contains("\"revokedAt\":\"2026-03-04T05:06:07.123456Z\"");
        assertThat(edge.send("DELETE", address, "", OPERATOR).line()).isEqualTo(revoked.line());
        assertThat(edge.get("/v1/api-keys", header(made)).status()).isEqualTo(401);
        assertThat(edge.trail.all()).hasSize(2);
    }

    @Test
    void aKeyOfAnAppStaysInIt() {
        var acme = make(",\"role\":\"operator\",\"app\":\"acme\"");
        var other = make(",\"role\":\"operator\",\"app\":\"other\"");
        String key = header(acme);
        assertThat(edge.get("/v1/wallets/a", key, "X-App: other").line()).startsWith("403 ");
        assertThat(edge.get("/v1/wallets/a", key, "X-App: default").line()).startsWith("403 ");
        edge.get("/v1/wallets/a", key);
        edge.get("/v1/wallets/a", key, "X-App: acme");
        assertThat(edge.wallets.asked).hasSize(2).allMatch(a -> a.wallet().app().equals("acme"));
        assertThat(make(",\"role\":\"service\",\"app\":\"other\"", key).status()).isEqualTo(403);
        assertThat(make(",\"role\":\"service\"", key).body()).contains("\"app\":\"acme\"");
        assertThat(edge.get("/v1/api-keys", key).body())
                .contains(id(acme))
                .doesNotContain(id(other));
        String others = "/v1/api-keys/" + id(other);
        assertThat(edge.get(others, key).status()).isEqualTo(404);
        assertThat(edge.send("DELETE", others, "", key).status()).isEqualTo(404);
        assertThat(edge.get("/v1/api-keys", header(other)).status()).isEqualTo(200);
    }

    /** Every operation with a key of every scope: what the scope says, and nothing else. */
    @Test
    void aScopedKeyMayWhatItsScopesSay() {
        var operations = edge.routes.endpoints().stream().map(Endpoint::operation).toList();
        var scopes = new TreeSet<String>();
        for (var operation : operations) {
            if (operation.access() != Access.PUBLIC) scopes.add(operation.scope());
        }
        assertThat(scopes).contains("wallets:read", "wallets:write", "api-keys:write");
        for (String scope : scopes) {
            var made = make(",\"role\":\"operator\",\"scopes\":[\"%s\"]".formatted(scope));
            for (var operation : operations) {
                var reply = walk(operation, header(made));
                boolean may =
                        operation.access() == Access.PUBLIC || operation.scope().equals(scope);
                assertThat(!reply.body().contains("This key lacks the scope"))
                        .as("%s with %s: %s", operation.name(), scope, reply.line())
                        .isEqualTo(may);
                if (!may) assertThat(reply.status()).isEqualTo(403);
            }
        }
    }

    private Reply walk(Operation operation, String key) {
        String path = operation.template().replaceAll("\\{\\w+}", "x1");
        return edge.send(operation.method().name(), path, "", key);
    }

    @Test
    void aScopedKeyMakesNoFreerOne() {
        var made = make(",\"role\":\"operator\",\"scopes\":[\"api-keys:write\",\"wallets:read\"]");
        for (String scopes : List.of("", ",\"scopes\":[\"wallets:write\",\"wallets:read\"]")) {
            assertThat(make(",\"role\":\"service\"" + scopes, header(made)).line())
                    .startsWith("403 ")
                    .contains("api-keys:write, wallets:read");
        }
        var fewer = make(",\"role\":\"service\",\"scopes\":[\"wallets:read\"]", header(made));
        assertThat(fewer.status()).isEqualTo(201);
    }
}
