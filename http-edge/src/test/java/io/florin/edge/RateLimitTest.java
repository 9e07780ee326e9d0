package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.edge.TestEdge.Reply;
import io.florin.edge.answer.Answers;
import io.florin.edge.json.JsonObject;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.problem.Problem;
import io.florin.edge.problem.Problems;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often somebody may call, at calls that have a rule and at calls that have none. */
class RateLimitTest {
    private final LimitedEdge edge = new LimitedEdge(Map.of("rate-limits.login.limit", 3));

    @Test
    void everyAnswerSaysWhatIsLeft() {
        var first = edge.post("/login", "1.2.3.4", "{}");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers())
                .containsEntry("RateLimit-Policy", "\"login\";q=3;w=900")
                .containsEntry("RateLimit", "\"login\";r=2;t=900");
        assertThat(edge.post("/login", "1.2.3.4", "{").status()).isEqualTo(400);
        var third = edge.post("/login", "1.2.3.4", "{\"no\":1}");
        assertThat(third.line()).startsWith("400 ").contains("field_unknown");
        assertThat(third.header("RateLimit")).isEqualTo("\"login\";r=0;t=900");
    }

    @Test
    void whoAskedTooOftenIsTurnedAwayUnheard() {
        for (int i = 0; i < 3; i++) edge.post("/login", "1.2.3.4", "{}");
        var fourth = edge.post("/login", "1.2.3.4", "not even JSON");
        assertThat(fourth.line())
                .isEqualTo(
                        "429 {\"type\":\"/docs#rate_limited\",\"title\":\"Rate limited\","
                                + "\"status\":429,\"detail\":\"Too many requests; wait as long as"
                                + " Retry-After says.\",\"code\":\"rate_limited\","
                                + "\"retryAfterSeconds\":900}");
        assertThat(fourth.headers())
                .containsEntry("Retry-After", "900")
                .containsEntry("RateLimit-Policy", "\"login\";q=3;w=900")
                .containsEntry("RateLimit", "\"login\";r=0;t=900");
        assertThat(edge.served()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    path,   address,        credential, counted
                    /login, 1.2.3.4,        '',         login default 1.2.3.4
                    /login, 1.2.3.4,        user ann,   login default 1.2.3.4
                    /login, 1.2.3.4,        service,    ''
                    /code,  1.2.3.4,        operator,   ''
                    /login, 2001:db8::1,    '',         login default 2001:db8:0:0:0:0:0:0/64
                    /code,  1.2.3.4,        '',         code default anonymous@1.2.3.4
                    /code,  1.2.3.4,        user ann,   code default user:ann@1.2.3.4
                    /plain, 1.2.3.4,        user ann,   default default user:ann
                    /plain, 1.2.3.4,        '',         ''
                    /plain, 1.2.3.4,        service,    ''
                    /plain, 1.2.3.4,        operator,   ''
                    /open,  1.2.3.4,        '',         ''
                    /jwks,  1.2.3.4,        '',         code default anonymous@1.2.3.4
                    /open,  1.2.3.4,        user ann,   ''
                    """)
    void whoIsCounted(String path, String address, String credential, String counted) {
        var reply = edge.post(path, address, "{}", LimitedEdge.credential(credential));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(edge.limits.counts.keySet())
                .isEqualTo(counted.isEmpty() ? Set.of() : Set.of(counted));
        assertThat(reply.header("RateLimit").isEmpty()).isEqualTo(counted.isEmpty());
    }

    @Test
    void addressesAndUsersCountForThemselves() {
        var strict =
                new LimitedEdge(
                        Map.of("rate-limits.login.limit", 1, "rate-limits.default.limit", 1));
        assertThat(strict.post("/login", "1.2.3.4", "{}").status()).isEqualTo(200);
        assertThat(strict.post("/login", "1.2.3.4", "{}").status()).isEqualTo(429);
        assertThat(strict.post("/login", "1.2.3.5", "{}").status()).isEqualTo(200);
        String[] ann = LimitedEdge.credential("user ann");
        assertThat(strict.post("/plain", "1.1.1.1", "{}", ann).status()).isEqualTo(200);
        assertThat(strict.post("/plain", "2.2.2.2", "{}", ann).status()).isEqualTo(429);
        assertThat(
                        strict.post("/plain", "1.1.1.1", "{}", LimitedEdge.credential("user bob"))
                                .status())
                .isEqualTo(200);
    }

    /** Who may not come in at all is counted as that only. */
    @Test
    void theGateComesFirst() {
        var reply = edge.post("/login", "1.2.3.4", "{}", "X-Api-Key: nobody");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(edge.limits.counts).containsOnlyKeys("refused * 1.2.3.4");
    }

    @Test
    void ifNobodyCountsLoginsAreRefusedAndOthersGoThrough() {
        edge.limits.silent = true;
        var login = edge.post("/login", "1.2.3.4", "{}");
        assertThat(login.line()).startsWith("503 ").contains("\"code\":\"unavailable\"");
        assertThat(login.header("Retry-After")).isEqualTo("1");
        assertThat(edge.served()).isZero();
        var plain = edge.post("/plain", "1.2.3.4", "{}", LimitedEdge.credential("user ann"));
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.header("RateLimit")).isEmpty();
    }

    @Test
    void aLimitOfZeroIsOff() {
        var off = new LimitedEdge(Map.of("rate-limits.login.limit", 0));
        Reply reply = off.post("/login", "1.2.3.4", "{}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("RateLimit")).isEmpty();
        assertThat(off.limits.counts).isEmpty();
    }

    @Test
    void aRuleThatIsNotConfiguredStopsTheStart() {
        Endpoint lost = LimitedEdge.endpoint("/lost", "lost", () -> {});
        assertThatThrownBy(() -> edge.limiter().check(lost.operation(), "florin.http.rate-limits"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "POST /lost is limited by the rule lost: configure"
                                + " florin.http.rate-limits.lost, with limit = 0 for none.");
    }

    /**
     * Over sockets, all at once: exactly as many as the rule says, and the address is the peer's.
     */
    @Test
    void exactlyTheLimitOfParallelCalls() throws Exception {
        var hundred = new LimitedEdge(Map.of("rate-limits.login.limit", 100));
        var bounds = TestEdge.settings(Map.of()).bounds();
        var system = TestEdge.system();
        var server =
                TestEdge.now(
                        Http.get(system)
                                .newServerAt("127.0.0.1", 0)
                                .withSettings(HttpEdge.serverSettings(system, bounds))
                                .bind(hundred::handle));
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + server.localAddress().getPort() + "/login");
            var request =
                    HttpRequest.newBuilder(uri)
                            .header("X-Forwarded-For", "6.6.6.6")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build();
            var statuses = new ArrayList<Integer>();
            for (int round = 0; round < 6; round++) {
                IntStream.range(0, 50)
                        .mapToObj(_ -> client.sendAsync(request, BodyHandlers.ofString()))
                        .toList()
                        .forEach(answer -> statuses.add(TestEdge.now(answer).statusCode()));
            }
            assertThat(statuses).containsOnly(200, 429);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(100);
            assertThat(hundred.limits.counts.keySet()).containsExactly("login default 127.0.0.1");
        } finally {
            TestEdge.now(server.terminate(Duration.ofSeconds(1)));
        }
    }

    /** A wallet's or a session's refusal says its own time, too. */
    @Test
    void aProblemMaySayHowLongToWait() {
        var problems = new Problems(1);
        var lockedOut = new Denial(Refusal.LOCKED_OUT, Map.of(Problem.RETRY_AFTER_SECONDS, 120L));
        assertThat(problems.response(Problem.of(lockedOut)).getHeader("Retry-After"))
                .hasValueSatisfying(header -> assertThat(header.value()).isEqualTo("120"));
        assertThat(problems.response(Problem.of(Refusal.BUSY)).getHeader("Retry-After"))
                .hasValueSatisfying(header -> assertThat(header.value()).isEqualTo("1"));
        assertThat(Answers.json(200, JsonObject.EMPTY).getHeader("Retry-After")).isEmpty();
        assertThat(List.of(Refusal.LOCKED_OUT.kind(), Refusal.RATE_LIMITED.kind()))
                .containsOnly(Refusal.Kind.LIMITED);
    }
}
