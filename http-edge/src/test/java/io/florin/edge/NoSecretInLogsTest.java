package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever people keep secret is in no line of the log and in no entry of the trail. */
class NoSecretInLogsTest {
    private static final String NEW_PASSWORD = "a wholly new secret";
    private static final String WRONG_PASSWORD = "a guess that is wrong";
    private static final String PIN = "91827364";

    private final People people = new People();
    private final List<String> secrets = new ArrayList<>();

    @Test
    void aWholeLifeLeavesNoTrace() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var before = root.getLevel();
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.DEBUG);
        try {
            live();
        } finally {
            root.setLevel(before);
            root.detachAppender(appender);
        }
        var log =
                List.copyOf(appender.list).stream()
                        .map(NoSecretInLogsTest::whole)
                        .collect(Collectors.joining("\n"));
        assertThat(log).contains("planted");
        assertThat(secrets).hasSizeGreaterThan(12);
        for (String secret : secrets) {
            var word = Pattern.compile("\\b" + Pattern.quote(secret) + "\\b");
            assertThat(word.matcher(log).find()).as("the log has " + secret).isFalse();
            assertThat(word.matcher(people.edge.trail.all().toString()).find())
                    .as("the trail has " + secret)
                    .isFalse();
        }
    }

    private static String whole(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return event.getFormattedMessage()
                + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
    }

    private void live() {
        secrets.addAll(List.of(People.PASSWORD, NEW_PASSWORD, WRONG_PASSWORD, PIN));
        String id = people.register("ann");
        people.tryLogIn("ann", WRONG_PASSWORD);
        var login = people.logIn("ann");
        var next = People.login(people.refresh(login.refreshToken()));
        people.refresh(login.refreshToken());
        for (var each : List.of(login, next)) {
            secrets.addAll(List.of(each.accessToken(), each.refreshToken()));
        }
        String bearer = people.logIn("ann").bearer();
        String body = "{\"password\":\"%s\"%s}";
        String user = "/v1/users/" + id;
        people.put(
                user + "/pin", body.formatted(People.PASSWORD, ",\"pin\":\"" + PIN + "\""), bearer);
        var begun =
                people.edge.post(
                        user + "/second-factor", body.formatted(People.PASSWORD, ""), bearer);
        secrets.addAll(List.of(People.text(begun, "key"), People.text(begun, "enrolment")));
        var asked =
                people.edge.post(
                        "/v1/password-resets", "{\"email\":\"ann@x.org\"}", TestEdge.ANONYMOUS);
        String code = people.edge.notifications.codeFor("ann@x.org");
        people.edge.post(
                "/v1/password-resets/" + People.text(asked, "id"),
                "{\"code\":\"%s\",\"newPassword\":\"%s\"}".formatted(code, NEW_PASSWORD),
                TestEdge.ANONYMOUS);
        var made = people.edge.post("/v1/api-keys", "{\"name\":\"n\",\"role\":\"service\"}");
        people.edge.get("/v1/wallets/a", "X-Api-Key: " + People.text(made, "key"));
        var told =
                people.edge.post(
                        "/v1/webhook-endpoints",
                        "{\"url\":\"https://a.example/\",\"events\":[\"*\"]}");
        var newer =
                people.edge.post(
                        "/v1/webhook-endpoints/" + People.text(told, "id") + "/secret", "{}");
        for (var each : List.of(told, newer)) {
            secrets.add(People.text(each, "secret").substring("whsec_".length()).replace("=", ""));
        }
        secrets.addAll(List.of(code, People.text(made, "key"), TestEdge.OPERATOR_KEY));
        secrets.addAll(List.of(TestEdge.IDENTITY_SECRET, TestEdge.SERVICE_KEY));
        var account = TestEdge.now(people.edge.users.find("default", id)).orElseThrow();
        secrets.add(account.secrets().passwordHash());
        people.edge.users.failure = new IllegalStateException("planted");
        people.edge.get(user, bearer);
    }
}
