package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.protocol.wallet.WalletReply.Done;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of other origins: by default none; configured ones get exactly what they need. */
class CorsTest {
    private static final String APP = "https://app.example";
    private static final String ASKS = "Access-Control-Request-Method: POST";

    private static TestEdge edge(List<String> origins, boolean credentials) {
        return new TestEdge(
                Map.of(
                        "cors.allowed-origins", origins,
                        "cors.allow-credentials", credentials));
    }

    private final TestEdge open = edge(List.of(APP, "http://localhost:5173"), false);

    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    origin,                     path,          status, allowed
                    https://app.example,        /v1/transfers, 204,    https://app.example
                    http://localhost:5173,      /v1/transfers, 204,    http://localhost:5173
                    https://app.example,        /no/such,      204,    https://app.example
                    https://APP.example,        /v1/transfers, 405,    ''
                    http://app.example,         /v1/transfers, 405,    ''
                    https://app.example:8443,   /v1/transfers, 405,    ''
                    https://app.example.evil,   /v1/transfers, 405,    ''
                    https://evil.example,       /v1/transfers, 405,    ''
                    null,                       /v1/transfers, 405,    ''
                    not an origin,              /v1/transfers, 405,    ''
                    """)
    void preflight(String origin, String path, int status, String allowed) {
        var reply = open.send("OPTIONS", path, "", "Origin: " + origin, ASKS);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(allowed);
        assertThat(reply.header("Access-Control-Max-Age"))
                .isEqualTo(allowed.isEmpty() ? "" : "600");
        assertThat(reply.header("Vary")).isEqualTo("Origin");
    }

    @Test
    void aPreflightSaysWhatMayBeSentAndTouchesNothing() {
        var reply = open.send("OPTIONS", "/v1/transfers", "", "Origin: " + APP, ASKS);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers())
                .containsEntry("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                .containsEntry(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Idempotency-Key, X-Api-Key, X-App, X-Pin")
                .doesNotContainKey("Access-Control-Allow-Credentials");
        assertThat(open.limits.counts).isEmpty();
    }

    @Test
    void withoutAQuestionOptionsIsAMethodLikeOthers() {
        assertThat(open.send("OPTIONS", "/v1/transfers", "", "Origin: " + APP).status())
                .isEqualTo(405);
        assertThat(open.send("OPTIONS", "/v1/transfers", "", ASKS).status()).isEqualTo(405);
    }

    /** Refusals, too, or a page could not tell why. */
    @Test
    void everyAnswerToAnAllowedPageCanBeRead() {
        open.wallets.replies(new Done(Samples.wallet(), false));
        for (String path : List.of("/v1/wallets/a", "/v1/nothing", "/health/live")) {
            var reply = open.get(path, "Origin: " + APP);
            assertThat(reply.headers())
                    .containsEntry("Access-Control-Allow-Origin", APP)
                    .containsEntry("Vary", "Origin")
                    .containsEntry(
                            "Access-Control-Expose-Headers",
                            "RateLimit, RateLimit-Policy, Retry-After, Location, ETag,"
                                    + " Idempotent-Replayed");
            assertThat(open.get(path, "Origin: https://evil.example").headers())
                    .containsEntry("Vary", "Origin")
                    .doesNotContainKeys(
                            "Access-Control-Allow-Origin", "Access-Control-Expose-Headers");
        }
    }

    @Test
    void byDefaultNoPageMay() {
        var closed = new TestEdge();
        var preflight = closed.send("OPTIONS", "/v1/transfers", "", "Origin: " + APP, ASKS);
        assertThat(preflight.status()).isEqualTo(405);
        for (var reply : List.of(preflight, closed.get("/health/live", "Origin: " + APP))) {
            assertThat(reply.headers().keySet())
                    .noneMatch(name -> name.startsWith("Access-Control") || name.equals("Vary"));
        }
    }

    @Test
    void anyPageIsOneAnswerForAll() {
        var any = edge(List.of("*"), false);
        var reply = any.get("/health/live", "Origin: https://any.example");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(reply.header("Vary")).isEmpty();
    }

    @Test
    void credentialsOnlyForNamedOrigins() {
        var reply = edge(List.of(APP), true).get("/health/live", "Origin: " + APP);
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThatThrownBy(() -> edge(List.of("*"), true))
                .hasMessageContaining("florin.http.cors.allowed-origins");
    }

    @ParameterizedTest
    @CsvSource({
        "allowed-origins, app.example",
        "allowed-origins, https://app.example/",
        "allowed-origins, https://*.example",
        "allowed-origins, ftp://app.example",
        "allowed-origins, null",
        "allowed-methods, 'GET, POST'",
        "allowed-headers, 'X-App: a'"
    })
    void aWrongValueIsNamed(String key, String value) {
        assertThatThrownBy(() -> TestEdge.settings(Map.of("cors." + key, List.of(value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("florin.http.cors." + key);
    }
}
