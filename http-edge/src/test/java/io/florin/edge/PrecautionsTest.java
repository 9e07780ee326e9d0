package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What browsers and caches are told, with every answer of every call. */
class PrecautionsTest {
    private static final Map<String, String> KEPT =
            Map.of(
                    "/docs", "max-age=60",
                    "/openapi.json", "max-age=60",
                    "/.well-known/jwks.json", "public, max-age=30");

    private final TestEdge edge = new TestEdge();

    private static void assertCautious(Reply reply) {
        assertThat(reply.headers())
                .as(reply.line())
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("Referrer-Policy", "no-referrer")
                .doesNotContainKeys("Strict-Transport-Security", "Server");
        assertThat(reply.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .endsWith("frame-ancestors 'none'");
    }

    @Test
    void everyCall() {
        for (var endpoint : edge.routes.endpoints()) {
            var operation = endpoint.operation();
            String path = operation.template().replaceAll("\\{\\w+}", "x1");
            var reply = edge.send(operation.method().name(), path, "");
            assertCautious(reply);
            assertThat(reply.header("Cache-Control"))
                    .as(path)
                    .isEqualTo(KEPT.getOrDefault(path, "no-store"));
        }
    }

    @Test
    void everyRefusal() {
        edge.wallets.onAsk =
                (_, _) -> {
                    throw new IllegalStateException("a bug");
                };
        var refusals =
                Map.of(
                        400, edge.post("/v1/wallets", "{"),
                        401, edge.get("/v1/wallets/a", "X-Api-Key: nobody"),
                        403, edge.get("/v1/ledger/check", "X-Api-Key: " + TestEdge.SERVICE_KEY),
                        404, edge.get("/no/such"),
                        405, edge.send("DELETE", "/docs", ""),
                        413, edge.post("/v1/wallets", "x".repeat(70_000)),
                        500, edge.get("/v1/wallets/a"));
        refusals.forEach((status, reply) -> {
            assertThat(reply.status()).isEqualTo(status);
            assertCautious(reply);
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        });
    }

    @Test
    void httpsOnlyIsSaidWhenTheOperatorSaysSo() {
        var strict = new TestEdge(Map.of("https-only-seconds", 31_536_000));
        assertThat(strict.get("/health/live").header("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
    }
}
