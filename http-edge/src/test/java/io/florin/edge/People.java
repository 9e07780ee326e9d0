package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Unfit;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** People who use an edge by HTTP, with tokens as in production. Time passes when it is told to. */
final class People {
    static final String PASSWORD = "correct horse battery";
    static final String OPERATOR = "X-Api-Key: " + TestEdge.OPERATOR_KEY;
    static final String SERVICE = "X-Api-Key: " + TestEdge.SERVICE_KEY;

    final TestClock clock = new TestClock(TestEdge.NOW);
    final TestEdge edge;

    /** What a login gave. */
    record Login(String session, String accessToken, String refreshToken) {
        String bearer() {
            return "Authorization: Bearer " + accessToken;
        }
    }

    People() {
        this(Map.of());
    }

    People(Map<String, Object> changes) {
        var settings = new HashMap<String, Object>(changes);
        for (String rule : new String[] {"login", "register", "code", "default"}) {
            settings.putIfAbsent("rate-limits." + rule + ".limit", 0);
        }
        edge = TestEdge.ofTokens(settings, clock);
    }

    static JsonObject json(Reply reply) {
        try {
            return StrictJson.parse(reply.body().getBytes(StandardCharsets.UTF_8));
        } catch (Unfit e) {
            throw new AssertionError(reply.line(), e);
        }
    }

    static String text(Reply reply, String name) {
        if (json(reply).get(name) instanceof JsonValue.Text(var text)) return text;
        throw new AssertionError("No text " + name + " in " + reply.line());
    }

    static String code(Reply reply) {
        return reply.status() < 400
                ? "" + reply.status()
                : reply.status() + " " + text(reply, "code");
    }

    static String email(String name) {
        return name + "@x.org";
    }

    Reply tryRegister(String username, String email, String password, String... headers) {
        return edge.post(
                "/v1/users",
                "{\"username\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"}"
                        .formatted(username, email, password),
                headers.length == 0 ? new String[] {TestEdge.ANONYMOUS} : headers);
    }

    /** The new user's id. */
    String register(String name) {
        var reply = tryRegister(name, email(name), PASSWORD);
        assertThat(reply.status()).as(reply.line()).isEqualTo(201);
        return text(reply, "id");
    }

    Reply tryLogIn(String name, String password) {
        return edge.post(
                "/v1/sessions",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email(name), password),
                TestEdge.ANONYMOUS);
    }

    Reply tryLogIn(String name, String password, String otp) {
        return edge.post(
                "/v1/sessions",
                "{\"email\":\"%s\",\"password\":\"%s\",\"otp\":\"%s\"}"
                        .formatted(email(name), password, otp),
                TestEdge.ANONYMOUS);
    }

    Login logIn(String name) {
        return login(tryLogIn(name, PASSWORD));
    }

    static Login login(Reply reply) {
        assertThat(reply.status()).as(reply.line()).isIn(200, 201);
        return new Login(
                text(reply, "sessionId"), text(reply, "accessToken"), text(reply, "refreshToken"));
    }

    Reply refresh(String refreshToken) {
        return edge.post(
                "/v1/sessions/refresh",
                "{\"refreshToken\":\"%s\"}".formatted(refreshToken),
                TestEdge.ANONYMOUS);
    }

    Reply put(String path, String body, String... headers) {
        return edge.send("PUT", path, body, headers);
    }

    Reply patch(String user, String body) {
        return edge.send("PATCH", "/v1/users/" + user, body, OPERATOR);
    }

    Reply delete(String path, String... headers) {
        return edge.send("DELETE", path, "", headers);
    }
}
