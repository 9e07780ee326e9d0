package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.florin.sandbox.HookReceiver.Told;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The real thing tells a customer's system what happened, whatever dies or says no meanwhile. */
@TestMethodOrder(OrderAnnotation.class)
class WebhookEndpointsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ALL = "/v1/webhook-endpoints";

    @TempDir static Path data;

    private static HookReceiver receiver;
    private static Client client;
    private static Command up;

    @BeforeAll
    static void start() throws IOException {
        receiver = new HookReceiver();
        var shared = Files.createDirectories(Path.of("target", "binaries").toAbsolutePath());
        Files.createSymbolicLink(data.resolve("binaries"), shared);
        int port = freePort();
        up =
                Command.run(
                        Florin.class,
                        List.of(
                                "up",
                                "--data",
                                data.toString(),
                                "--port",
                                Integer.toString(port),
                                "--management-port",
                                Integer.toString(freePort()),
                                "--remoting-port",
                                Integer.toString(freePort())));
        up.awaitLine("Ctrl-C ends it.");
        client = new Client(port, Files.readString(data.resolve("operator.key")).strip());
        for (var wallet : List.of("ann", "bob")) {
            ok(client.post("/v1/wallets", "{\"id\":\"%s\",\"owner\":\"x\"}".formatted(wallet)));
        }
        ok(
                client.post(
                        "/v1/deposits",
                        "wire",
                        "{\"wallet\":\"ann\",\"asset\":\"USD\",\"amount\":100000,\"account\":\"@external:bank\"}"));
    }

    @AfterAll
    static void stop() {
        up.close();
        receiver.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static JsonNode ok(Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isBetween(200, 299);
        return reply.json();
    }

    private static JsonNode endpoint(String path, String events) throws IOException {
        return ok(
                client.post(
                        ALL,
                        "{\"url\":\"%s\",\"events\":[\"%s\"]}"
                                .formatted(receiver.url(path), events)));
    }

    private static void transfer(String id) throws IOException {
        ok(
                client.post(
                        "/v1/transfers",
                        "{\"id\":\"%s\",\"from\":\"ann\",\"to\":\"bob\",\"asset\":\"USD\",\"amount\":7}"
                                .formatted(id)));
    }

    private static void hold(String id) throws IOException {
        ok(
                client.post(
                        "/v1/wallets/ann/holds",
                        "{\"id\":\"%s\",\"asset\":\"USD\",\"amount\":100}".formatted(id)));
    }

    private static Told awaitTaken(String path, String type, String id) {
        await().alias(type + " " + id)
                .atMost(LIMIT)
                .until(() -> receiver.taken(path).stream().anyMatch(is(type, id)));
        return receiver.taken(path).stream().filter(is(type, id)).findFirst().orElseThrow();
    }

    private static Predicate<Told> is(String type, String id) {
        return it -> it.type().equals(type) && it.json().at("/data/id").asText().equals(id);
    }

    /** The node dies right after it has acknowledged everything. */
    @Test
    @Order(1)
    void whatWasAcknowledgedIsToldThoughTheNodeDiesAndTheReceiverFailsTwice() throws Exception {
        var secret = endpoint("/flaky", "*").path("secret").asText();
        transfer("t1");
        hold("h1");
        ok(
                client.post(
                        "/v1/wallets/ann/holds/h1/capture",
                        "c1",
                        "{\"to\":\"bob\",\"amount\":80,\"final\":true}"));
        ok(
                client.post(
                        "/v1/jobs",
                        "{\"id\":\"j1\",\"queue\":\"ai\",\"kind\":\"ai.reading\",\"payload\":{\"question\":\"Will"
                            + " it rain?\"},\"price\":{\"wallet\":\"ann\",\"asset\":\"USD\",\"amount\":5}}"));
        up.nodes().getFirst().destroyForcibly();
        var transfer = awaitTaken("/flaky", "transfer.completed", "t1");
        assertThat(transfer.json().at("/data/to").asText()).isEqualTo("bob");
        assertThat(transfer.json().at("/data/amount").asInt()).isEqualTo(7);
        var created = awaitTaken("/flaky", "hold.created", "h1");
        var captured = awaitTaken("/flaky", "hold.captured", "h1");
        assertThat(captured.json().at("/data/captured").asInt()).isEqualTo(80);
        var job = awaitTaken("/flaky", "job.succeeded", "j1");
        assertThat(job.json().at("/data/price/amount").asInt()).isEqualTo(5);
        assertThat(job.json().at("/data/result").isObject()).as(job.body()).isTrue();

        var byId = receiver.told("/flaky").stream().collect(Collectors.groupingBy(Told::id));
        assertThat(byId.values())
                .allSatisfy(tries -> {
                    assertThat(tries).extracting(Told::body).containsOnly(tries.getFirst().body());
                    assertThat(tries).allMatch(it -> it.signedBy(secret) == 1);
                });
        assertThat(List.of(transfer, created, captured, job))
                .allSatisfy(
                        taken -> assertThat(byId.get(taken.id())).hasSizeGreaterThanOrEqualTo(3));
        // Each event has one id: nothing was told under two.
        assertThat(byId.values().stream().map(it -> it.getFirst().body())).doesNotHaveDuplicates();
    }

    @Test
    @Order(2)
    void anEndpointThatIsGoneIsSwitchedOffAndWhatItMissedIsSentAgain() throws Exception {
        var id = endpoint("/gone", "hold.created").path("id").asText();
        hold("h2");
        await().atMost(LIMIT).until(() -> !shown(id).path("enabled").asBoolean(true));
        assertThat(shown(id).path("disabledReason").asText()).isEqualTo("gone");
        var deliveries = ALL + "/" + id + "/deliveries";
        await().atMost(LIMIT).until(() -> items(deliveries + "?state=dead").size() == 1);
        var dead = items(deliveries + "?state=dead").get(0);
        assertThat(dead.path("lastStatus").asInt()).isEqualTo(410);
        var replay = deliveries + "/" + dead.path("id").asText() + "/replay";
        assertThat(client.post(replay, "").body()).contains("webhook_endpoint_off");

        receiver.comeBack();
        ok(client.patch(ALL + "/" + id, "{\"enabled\":true}"));
        ok(client.post(replay, "k", ""));
        ok(client.post(replay, "k", ""));
        var taken = awaitTaken("/gone", "hold.created", "h2");
        assertThat(taken.id()).isEqualTo(dead.path("event").asText());
        await().atMost(LIMIT).until(() -> items(deliveries + "?state=delivered").size() == 1);
        assertThat(receiver.taken("/gone")).hasSize(1);
    }

    private static JsonNode shown(String id) throws IOException {
        return ok(client.get(ALL + "/" + id));
    }

    private static JsonNode items(String path) throws IOException {
        return ok(client.get(path)).path("items");
    }

    @Test
    @Order(3)
    void anOldSecretSignsForAWhileBesideTheNewOne() throws Exception {
        var made = endpoint("/plain", "payment.*");
        var one = ALL + "/" + made.path("id").asText();
        var newer = ok(client.post(one + "/secret", "{\"overlapSeconds\":600}"));
        ok(client.post(one + "/test", ""));
        await().atMost(LIMIT).until(() -> receiver.taken("/plain").size() == 1);
        var test = receiver.taken("/plain").getFirst();
        assertThat(test.type()).isEqualTo("webhook.test");
        assertThat(test.signatures().split(" ", -1)).hasSize(2);
        assertThat(test.signedBy(newer.path("secret").asText())).isOne();
        assertThat(test.signedBy(made.path("secret").asText())).isOne();
    }

    /** Its messages take all the places that it may have, which are not all that there are. */
    @Test
    @Order(4)
    void aSlowEndpointHoldsUpNobody() throws Exception {
        endpoint("/slow", "transfer.*");
        endpoint("/quick", "transfer.*");
        for (int i = 0; i < 40; i++) transfer("s" + i);
        await().atMost(Duration.ofSeconds(30)).until(() -> receiver.taken("/quick").size() == 40);
        assertThat(receiver.taken("/quick")).extracting(Told::id).doesNotHaveDuplicates();
        assertThat(receiver.taken("/slow")).isEmpty();
    }

    /** With loopback allowed, as it is here, and nothing else. */
    @Test
    @Order(5)
    void whereNobodyMayBeSentIsRefused() throws Exception {
        var table =
                """
                http://10.0.0.1/ webhook_url_invalid
                https://user:secret@127.0.0.1/ webhook_url_invalid
                https://127.1/ webhook_url_invalid
                https://10.0.0.1/ webhook_url_forbidden
                https://169.254.169.254/latest webhook_url_forbidden
                https://[fe80::1]/ webhook_url_forbidden
                https://[::ffff:192.168.0.1]/ webhook_url_forbidden
                """;
        for (var row : table.lines().map(line -> line.split(" ", -1)).toList()) {
            var body = "{\"url\":\"%s\",\"events\":[\"*\"]}".formatted(row[0]);
            assertThat(client.post(ALL, body).json().path("code").asText())
                    .as(row[0])
                    .isEqualTo(row[1]);
        }
    }
}
