package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.sandbox.Person.Reply;
import io.florin.sandbox.node.NodeAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * People against the real thing: what somebody who logged in may do, what exactly one of many gets,
 * and that a killed node forgets nobody. The steps follow one another.
 */
@TestMethodOrder(OrderAnnotation.class)
class PeopleTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String PASSWORD = "a password of Ann's";

    @TempDir static Path data;

    private static Place place;
    private static Command up;
    private static Person nobody;
    private static Login ann;

    private record Login(String user, String session, String refreshToken, Person person) {}

    @BeforeAll
    static void start() throws IOException {
        place = Place.in(data);
        up = Command.run(Florin.class, place.up());
        up.awaitLine("Ctrl-C ends it.");
        nobody = Person.unknown(NodeAddress.numbered(1, place.ports()).edge());
        ann = registered("ann");
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    private static Login registered(String name) {
        var user =
                nobody.post(
                        "/v1/users",
                        """
                        {"username":"%s","email":"%s@example.com","password":"%s"}
                        """
                                .formatted(name, name, PASSWORD));
        assertThat(user.status()).as(user.toString()).isEqualTo(201);
        return login(name, user.text("id"));
    }

    private static Login login(String name, String user) {
        var tokens =
                nobody.post(
                        "/v1/sessions",
                        """
                        {"email":"%s@example.com","password":"%s"}
                        """
                                .formatted(name, PASSWORD));
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(201);
        return new Login(
                user,
                tokens.text("sessionId"),
                tokens.text("refreshToken"),
                nobody.with(tokens.text("accessToken")));
    }

    @Test
    @Order(1)
    void aUserHasTheirOwnWalletAndNobodyElses() {
        var bob = registered("bob");
        assertThat(ann.person().post("/v1/wallets", "{\"id\":\"a\"}").status()).isEqualTo(201);
        assertThat(bob.person().post("/v1/wallets", "{\"id\":\"b\"}").status()).isEqualTo(201);
        assertThat(ann.person().get("/v1/wallets/a").status()).isEqualTo(200);
        assertThat(bob.person().get("/v1/wallets/a").status()).isEqualTo(403);
        assertThat(nobody.get("/v1/wallets/a").status()).isEqualTo(401);
        var theft = "{\"id\":\"t\",\"from\":\"a\",\"to\":\"b\",\"asset\":\"USD\",\"amount\":1}";
        assertThat(bob.person().post("/v1/transfers", theft).status()).isEqualTo(403);
        assertThat(ann.person().post("/v1/transfers", theft).status()).isEqualTo(402);
    }

    @Test
    @Order(2)
    void ofManyWhoVerifyOneCodeOneSucceeds() throws IOException {
        var otp = askedForCode();
        String code = delivered();
        var replies =
                together(200, "/v1/otps/%s/verify".formatted(otp), "{\"code\":\"" + code + "\"}");
        assertThat(replies).extracting(Reply::status).containsOnlyOnce(200);
        assertThat(replies)
                .filteredOn(r -> r.status() != 200)
                .allSatisfy(r -> assertThat(r.text("code")).isEqualTo("code_used"));
    }

    private static String askedForCode() {
        var issued =
                ann.person()
                        .post("/v1/otps", "{\"purpose\":\"pay\",\"subject\":\"ann@example.com\"}");
        assertThat(issued.status()).as(issued.toString()).isEqualTo(201);
        assertThat(issued.json().has("code")).isFalse();
        return issued.text("id");
    }

    private static String delivered() throws IOException {
        var found =
                Pattern.compile("One-time code for ann@example.com .*: (\\d{6})").matcher(logs());
        String last = "";
        while (found.find()) last = found.group(1);
        assertThat(last).as("a delivered code").hasSize(6);
        return last;
    }

    private static String logs() throws IOException {
        try (var files = Files.list(data.resolve("nodes"))) {
            var text = new StringBuilder();
            for (var log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
                text.append(Files.readString(log));
            }
            return text.toString();
        }
    }

    private static List<Reply> together(int calls, String path, String body) {
        var sent =
                IntStream.range(0, calls)
                        .mapToObj(_ -> ann.person().send("POST", path, body))
                        .toList();
        return sent.stream().map(Person::answered).toList();
    }

    @Test
    @Order(3)
    void aSessionSurvivesItsNode() throws IOException {
        String path = "/v1/sessions/%s/conversation".formatted(ann.session());
        var set = "{\"state\":\"awaiting_pin\",\"data\":{\"amount\":5},\"ttlSeconds\":600}";
        assertThat(ann.person().put(path, set).status()).isEqualTo(200);
        place.process(1).destroyForcibly();
        up.awaitLine("is ready again.");
        assertThat(ann.person().get(path).text("state")).isEqualTo("awaiting_pin");
        assertThat(ann.person().get("/v1/wallets/a").status()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void ofManyWhoRefreshWithOneTokenOneGetsAPairAndTheSessionEnds() {
        var body = "{\"refreshToken\":\"%s\"}".formatted(ann.refreshToken());
        var replies = together(100, "/v1/sessions/refresh", body);
        assertThat(replies).extracting(Reply::status).containsOnlyOnce(200);
        assertThat(replies)
                .filteredOn(r -> r.status() != 200)
                .allSatisfy(r -> assertThat(r.status()).isEqualTo(401));
        assertThat(ann.person().post("/v1/wallets", "{\"id\":\"a2\"}").text("code"))
                .as("what changes something asks the session")
                .isEqualTo("session_ended");
        assertThat(ann.person().get("/v1/wallets/a").status())
                .as("what reads goes on until the token expires")
                .isEqualTo(200);
    }

    @Test
    @Order(5)
    void allLoginsOfAUserEndAtOnce() {
        var first = login("ann", ann.user());
        var second = login("ann", ann.user());
        String sessions = "/v1/users/%s/sessions".formatted(ann.user());
        // At once those that the read side knows of: asked by a login of its own each time.
        await().atMost(LIMIT)
                .untilAsserted(() -> {
                    var asking = login("ann", ann.user());
                    assertThat(asking.person().delete(sessions).status()).isEqualTo(200);
                    assertThat(List.of(first, second)).allMatch(PeopleTest::hasEnded);
                });
        assertThat(login("ann", ann.user()).person().get("/v1/wallets/a").status()).isEqualTo(200);
    }

    private static boolean hasEnded(Login login) {
        var refused = login.person().post("/v1/wallets", "{\"id\":\"a3\"}");
        return refused.text("code").equals("session_ended");
    }

    @Test
    @Order(6)
    void noSecretIsInTheNodesLogs() throws IOException {
        assertThat(logs())
                .contains("One-time code for")
                .doesNotContain(PASSWORD)
                .doesNotContain(ann.refreshToken())
                .doesNotContain(Objects.requireNonNull(ann.person().token()));
    }
}
