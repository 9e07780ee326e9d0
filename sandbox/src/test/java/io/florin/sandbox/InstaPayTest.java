package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole app as its clients use it, over HTTP against real processes: every call, and then with
 * the node killed while people register and while money moves. The steps follow one another.
 */
@TestMethodOrder(OrderAnnotation.class)
class InstaPayTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String API = "/instapay/api/";
    private static final int REGISTRATIONS = 8;
    private static final int TRANSACTIONS = 24;

    @TempDir static Path data;

    private static Command up;
    private static AppClient anybody;
    private static AppClient operator;
    private static User ann;
    private static User bob;

    private record User(String id, String email, AppClient client) {
        String path() {
            return API + "users/" + id;
        }

        String balance() throws IOException {
            return client.get(path()).json().get("balance").asText();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        var place = Place.in(data);
        var checkout = "-Dflorin.home=" + Path.of("..").toAbsolutePath().normalize();
        up = Command.run(Florin.class, List.of(checkout), place.up());
        up.awaitLine("Ctrl-C ends it.");
        anybody = new AppClient(place.base(1));
        var key = Files.readString(data.resolve("operator.key")).strip();
        operator = anybody.with("X-Api-Key", key);
        for (var name : List.of("ann", "bob")) expect(201, register(name));
        ann = logIn("ann");
        bob = logIn("bob");
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    private static String registration(String name) {
        return """
        {"username":"%1$s","email":"%1$s@example.com","password":"a-good-password"}\
        """
                .formatted(name);
    }

    private static Client.Reply register(String name) {
        var client = anybody.with("Idempotency-Key", "register-" + name);
        return client.insist("POST", API + "users/register", registration(name));
    }

    private static User logIn(String name) {
        var body =
                "{\"email\":\"%s@example.com\",\"password\":\"a-good-password\"}".formatted(name);
        var reply = anybody.insist("POST", API + "users/login", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        var user = reply.json().get("user");
        return new User(
                user.get("id").asText(),
                user.get("email").asText(),
                anybody.as(reply.json().get("token").asText()));
    }

    private static String sent(User from, User to, String amount) {
        return "{\"sender_email\":\"%s\",\"receiver_email\":\"%s\",\"amount\":%s}"
                .formatted(from.email(), to.email(), amount);
    }

    private static JsonNode expect(int status, Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply.json();
    }

    @Test
    @Order(1)
    void peopleRegisterAndLogIn() throws IOException {
        expect(200, anybody.get("/instapay/health"));
        assertThat(register("ann").body()).contains("\"balance\":1000.00,");
        expect(400, anybody.send("POST", API + "users/register", registration("ann")));
        assertThat(ann.client().get(ann.path()).body()).contains("\"balance\":1000.00,");
        var party = expect(200, ann.client().get(API + "users/by-email/" + bob.email()));
        assertThat(party.get("id").asText()).isEqualTo(bob.id());
        assertThat(party.has("balance")).isFalse();
    }

    @Test
    @Order(2)
    void moneyIsSentAndShown() throws IOException {
        var body = sent(ann, bob, "12.5");
        var transaction = expect(201, ann.client().insist("POST", API + "transactions", body));
        assertThat(transaction.get("status").asText()).isEqualTo("completed");
        expect(400, ann.client().send("POST", API + "transactions", sent(ann, bob, "987.51")));
        expect(403, bob.client().send("POST", API + "transactions", body));
        assertThat(ann.client().get(ann.path()).body()).contains("\"balance\":987.50,");
        await().atMost(LIMIT)
                .untilAsserted(() -> {
                    var path = API + "transactions/user/" + ann.id();
                    var list = expect(200, ann.client().get(path)).get("transactions");
                    assertThat(list).hasSize(1);
                    assertThat(list.get(0).get("id")).isEqualTo(transaction.get("id"));
                    var report = API + "reports/users/" + ann.id() + "?groupBy=day";
                    assertThat(ann.client().get(report).body())
                            .contains("\"sent\":12.50,\"sent_count\":1");
                    assertThat(operator.get(API + "reports/transactions?groupBy=month").body())
                            .contains("\"sent\":12.50,\"sent_count\":1");
                });
        expect(403, ann.client().get(API + "reports/transactions"));
    }

    @Test
    @Order(3)
    void moneyIsAskedForAndSentBack() throws IOException {
        var ask = "{\"payer_email\":\"ann@example.com\",\"amount\":7.5,\"memo\":\"tea\"}";
        var first = expect(201, bob.client().insist("POST", API + "requests", ask));
        var second = expect(201, bob.client().insist("POST", API + "requests", ask));
        var path = API + "requests/";
        var confirm = path + first.get("id").asText() + "/confirm";
        assertThat(expect(200, ann.client().insist("POST", confirm, "{}")).get("status").asText())
                .isEqualTo("completed");
        expect(200, ann.client().insist("POST", confirm, "{}"));
        var reject = path + second.get("id").asText() + "/reject";
        expect(200, ann.client().insist("POST", reject, "{}"));
        assertThat(ann.balance()).isEqualTo("980.0");
        assertThat(expect(200, ann.client().get(API + "requests?role=payer")).get("requests"))
                .hasSize(2);

        var transaction =
                expect(201, ann.client().insist("POST", API + "transactions", sent(ann, bob, "5")));
        var refund =
                "{\"transaction_id\":\"%s\",\"reason\":\"wrong Bob\"}"
                        .formatted(transaction.get("id").asText());
        var asked = expect(201, ann.client().insist("POST", API + "refunds", refund));
        var approve = API + "refunds/" + asked.get("id").asText() + "/approve";
        expect(403, ann.client().send("POST", approve, "{}"));
        expect(200, operator.insist("POST", approve, "{}"));
        expect(200, operator.insist("POST", approve, "{}"));
        assertThat(expect(200, operator.get(API + "refunds")).get("refunds")).hasSize(1);
        assertThat(ann.balance()).isEqualTo("980.0");
        assertThat(bob.balance()).isEqualTo("1020.0");
    }

    @Test
    @Order(4)
    void aPinIsAskedForAndBlockedAtFiveWrongTries() throws IOException {
        var pin = "{\"password\":\"a-good-password\",\"pin\":\"2468\"}";
        expect(200, ann.client().insist("PUT", ann.path() + "/pin", pin));
        var transactions = API + "transactions";
        expect(422, ann.client().send("POST", transactions, sent(ann, bob, "1")));
        for (int i = 0; i < 5; i++) {
            var wrong = sent(ann, bob, "1,\"pin\":\"1357\"");
            expect(422, ann.client().insist("POST", transactions, wrong));
        }
        var right = sent(ann, bob, "1,\"pin\":\"2468\"");
        expect(429, ann.client().insist("POST", transactions, right));
        expect(200, operator.insist("DELETE", ann.path() + "/pin", ""));
        expect(201, ann.client().insist("POST", transactions, sent(ann, bob, "1")));
    }

    @Test
    @Order(5)
    void theOperatorSetsABalanceAndADayHasALimit() throws IOException {
        var balance = "{\"amount\":250000}";
        expect(403, ann.client().send("PUT", ann.path() + "/balance", balance));
        assertThat(operator.insist("PUT", ann.path() + "/balance", balance).body())
                .contains("\"balance\":250000.00,");
        var transactions = API + "transactions";
        expect(422, ann.client().insist("POST", transactions, sent(ann, bob, "100000")));
        assertThat(operator.insist("PUT", ann.path() + "/balance", "{\"amount\":1000}").body())
                .contains("\"balance\":1000.00,");
        assertThat(operator.insist("PUT", bob.path() + "/balance", "{\"amount\":1000}").body())
                .contains("\"balance\":1000.00,");
        var trail = operator.with("X-App", "instapay").get("/v1/audit-entries?limit=500").body();
        assertThat(trail).contains("balance.adjusted", "refund.approved", "user.pin_reset");
    }

    /** What a death after the first and after the second step of a registration leaves behind. */
    @Test
    @Order(6)
    void halfARegistrationIsMadeWhole() throws IOException {
        var inApp = anybody.with("X-App", "instapay");
        for (var name : List.of("half", "almost")) {
            expect(201, inApp.insist("POST", "/v1/users", registration(name)));
        }
        var path = API + "users/by-email/almost@example.com";
        var id = expect(200, bob.client().get(path)).get("id").asText();
        var wallet = "{\"id\":\"%1$s\",\"owner\":\"%1$s\"}".formatted(id);
        expect(201, operator.with("X-App", "instapay").insist("POST", "/v1/wallets", wallet));
        for (var name : List.of("half", "almost")) {
            var key = bob.client().with("Idempotency-Key", "to-" + name);
            var to = new User("", name + "@example.com", anybody);
            expect(201, key.insist("POST", API + "transactions", sent(bob, to, "1")));
            assertThat(logIn(name).balance()).isEqualTo("1001.0");
            assertThat(logIn(name).balance()).isEqualTo("1001.0");
        }
        assertThat(bob.balance()).isEqualTo("998.0");
    }

    private static void kill() {
        up.nodes().getFirst().destroyForcibly();
    }

    private static <T> List<T> all(List<Future<T>> futures) throws Exception {
        var values = new ArrayList<T>();
        for (var future : futures) values.add(future.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        return values;
    }

    private static <T> List<T> whileTheNodeDies(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var futures = calls.stream().map(threads::submit).toList();
            futures.getFirst().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            kill();
            return all(futures);
        }
    }

    @Test
    @Order(7)
    void theNodeDiesWhilePeopleRegister() throws Exception {
        var calls = new ArrayList<Callable<Client.Reply>>();
        for (int i = 0; i < REGISTRATIONS; i++) {
            var name = "user" + i;
            calls.add(() -> register(name));
        }
        for (var reply : whileTheNodeDies(calls)) expect(201, reply);
        up.awaitLine("is ready again.");
        for (int i = 0; i < REGISTRATIONS; i++) {
            assertThat(logIn("user" + i).balance()).isEqualTo("1000.0");
        }
    }

    @Test
    @Order(8)
    void theNodeDiesWhileMoneyMoves() throws Exception {
        var calls = new ArrayList<Callable<Client.Reply>>();
        for (int i = 0; i < TRANSACTIONS; i++) {
            var client = bob.client().with("Idempotency-Key", "under-fire-" + i);
            calls.add(() -> client.insist("POST", API + "transactions", sent(bob, ann, "1.25")));
        }
        for (var reply : whileTheNodeDies(calls)) expect(201, reply);
        assertThat(ann.balance()).isEqualTo("1030.0");
        assertThat(bob.balance()).isEqualTo("968.0");
        var check = operator.insist("GET", "/v1/ledger/check", "");
        assertThat(expect(200, check).get("ok").asBoolean()).as(check.body()).isTrue();
    }

    /** What was accepted is paid, or open again, although nobody confirms a second time. */
    @Test
    @Order(9)
    void theNodeDiesWhileRequestsArePaidAndNobodyAsksAgain() throws Exception {
        var ask = "{\"payer_email\":\"bob@example.com\",\"amount\":1}";
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < TRANSACTIONS; i++) {
            var id = expect(201, ann.client().insist("POST", API + "requests", ask)).get("id");
            var confirm = API + "requests/" + id.asText() + "/confirm";
            calls.add(() -> bob.client().attempt("POST", confirm, "{}"));
        }
        whileTheNodeDies(calls);
        var all = API + "requests?role=requester";
        await().atMost(LIMIT)
                .until(() -> !ann.client().insist("GET", all, "").body().contains("processing"));
        int paid = ann.client().get(all).body().split("\"completed\"", -1).length - 1;
        assertThat(ann.balance()).isEqualTo(1030 + paid + ".0");
        assertThat(bob.balance()).isEqualTo(968 - paid + ".0");
    }
}
