package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.florin.sandbox.Client.Reply;
import io.florin.sandbox.provider.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Money from outside through a running node, at simulated providers that misbehave. Every test has
 * a wallet of its own; the node is one for all.
 */
class PaymentsEndToEndTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int AMOUNT = 500;
    private static final String MOVE =
            "{\"wallet\":\"%s\",\"asset\":\"USD\",\"amount\":%d,\"account\":\"@external:%s\"%s}";

    @TempDir static Path data;
    private static Command up;
    private static Client client;
    private static Wire stripe;
    private static Wire omise;

    private String wallet = "none";

    @BeforeAll
    static void start() throws IOException {
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
        var key = Files.readString(data.resolve("providers/stripe.key")).strip();
        stripe = new Wire(simulated("stripe"), "Bearer sk_test_" + key);
        omise = new Wire(simulated("omise"), "");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static URI simulated(String provider) {
        var before = "simulated   " + provider + " at ";
        return up.lines().stream()
                .filter(line -> line.contains(before))
                .map(line -> URI.create(line.substring(line.indexOf(before) + before.length())))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void stop() throws IOException {
        try {
            var books = client.get("/v1/ledger/check");
            assertThat(books.json().path("ok").asBoolean()).as(books.body()).isTrue();
        } finally {
            stripe.close();
            omise.close();
            up.close();
        }
    }

    private void open() throws IOException {
        wallet = "w-" + UUID.randomUUID();
        post("/v1/wallets", "{\"id\":\"%s\",\"owner\":\"ann\"}".formatted(wallet), 201);
    }

    private static Reply post(String path, String body, int status) throws IOException {
        var reply = client.post(path, UUID.randomUUID().toString(), body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply;
    }

    private static void arm(Wire provider, String path, String kind) throws Exception {
        provider.arm("{\"path\":\"%s\",\"kind\":\"%s\"}".formatted(path, kind));
    }

    /** Asked for; the method comes now, or later from the customer. */
    private JsonNode pay(String provider, String method) throws IOException {
        var asked =
                "{\"provider\":\"%s\",\"wallet\":\"%s\",\"asset\":\"%s\",\"amount\":%d%s}"
                        .formatted(
                                provider,
                                wallet,
                                provider.equals("omise") ? "THB" : "USD",
                                AMOUNT,
                                method.isEmpty() ? "" : ",\"method\":\"" + method + "\"");
        var reply = client.post("/v1/payments", UUID.randomUUID().toString(), asked);
        assertThat(reply.status()).as(reply.body()).isBetween(201, 202); // or not known in time
        return reply.json();
    }

    private static JsonNode payment(String id) throws IOException {
        return client.get("/v1/payments/" + id).json();
    }

    private static void awaitPayment(String id, String state) {
        await().atMost(LIMIT).until(() -> payment(id).path("state").asText().equals(state));
    }

    /** The provider's id, as soon as it is known. */
    private static String intent(String id) {
        return await().atMost(LIMIT)
                .until(
                        () -> payment(id).path("reference").asText(),
                        reference -> !reference.isEmpty());
    }

    private static void confirm(String intent) throws Exception {
        var path = "/v1/payment_intents/" + intent + "/confirm";
        stripe.ok("POST", path, "payment_method=pm_card_visa");
    }

    private long balance() throws IOException {
        var balances = client.get("/v1/wallets/" + wallet).json().path("balances");
        return StreamSupport.stream(balances.spliterator(), false)
                .mapToLong(balance -> balance.path("posted").asLong())
                .sum();
    }

    /** The read side is told a moment later: how often money came in. */
    private void creditedOnce() throws IOException {
        await().atMost(LIMIT).until(() -> balance() == AMOUNT);
        await().atMost(LIMIT).until(() -> entries() >= 1);
        assertThat(entries()).isEqualTo(1);
        assertThat(balance()).isEqualTo(AMOUNT);
    }

    private int entries() throws IOException {
        return client.get("/v1/wallets/" + wallet + "/entries").json().path("items").size();
    }

    private static void awaitTold(String event, String outcome) {
        var line = "\"type\":\"%s\",\"attempt\":0,\"outcome\":\"%s\"".formatted(event, outcome);
        await().alias(line)
                .atMost(LIMIT)
                .until(() -> stripe.ok("GET", "/_admin/webhooks", "").toString().contains(line));
    }

    @ParameterizedTest
    @CsvSource({"twice, 200", "late 1000, 200", "out_of_order 1500, 200", "wrongly_signed, 401"})
    void howeverItIsToldTheGrantComesOnce(String delivery, String outcome) throws Exception {
        open();
        var id = pay("stripe", "").path("id").asText();
        var intent = intent(id);
        arm(stripe, "payment_intent.succeeded", "webhook " + delivery);
        confirm(intent);
        awaitPayment(id, "succeeded");
        creditedOnce();
        awaitTold("payment_intent.succeeded", outcome);
    }

    @Test
    void whatIsDeclinedGivesNothing() throws Exception {
        open();
        awaitPayment(pay("stripe", "pm_card_declined").path("id").asText(), "declined");
        assertThat(balance()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"stripe, /v1/payment_intents, pm_card_visa", "omise, /charges, tokn_test_visa"})
    void aSuccessThatWasNotHeardIsFound(String provider, String path, String method)
            throws Exception {
        open();
        arm(provider.equals("omise") ? omise : stripe, path, "time_out_after_success 200");
        var id = pay(provider, method).path("id").asText();
        awaitPayment(id, "succeeded");
        creditedOnce();
    }

    /** The customer's confirmation, its webhook, the reconciliation and twenty who deposit it. */
    @Test
    void oneReferenceOfAProviderIsOneCreditWhoeverBringsIt() throws Exception {
        open();
        var id = pay("stripe", "").path("id").asText();
        var intent = intent(id);
        arm(stripe, "payment_intent.succeeded", "webhook twice");
        var all = new ArrayList<Callable<Integer>>();
        all.add(() -> {
            confirm(intent);
            return 201;
        });
        for (int i = 0; i < 20; i++) all.add(() -> deposit(intent));
        for (int i = 0; i < 5; i++) {
            all.add(() -> {
                var look = "{\"queue\":\"payment\",\"kind\":\"payment.check\",\"payload\":";
                post("/v1/jobs", look + "{\"payment\":\"" + id + "\"}}", 202);
                return 201;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = threads.invokeAll(all, LIMIT.toSeconds(), TimeUnit.SECONDS);
            for (var each : done) assertThat(each.resultNow()).isEqualTo(201);
        }
        awaitPayment(id, "succeeded");
        creditedOnce();
        assertThat(deposit(intent)).isEqualTo(201);
        assertThat(balance()).isEqualTo(AMOUNT);
    }

    private int deposit(String reference) throws IOException {
        var body = MOVE.formatted(wallet, AMOUNT, "stripe", ",\"reference\":\"" + reference + "\"");
        return client.post("/v1/deposits", UUID.randomUUID().toString(), body).status();
    }

    @Test
    void whatAClosedWalletWasToGetIsInSuspense() throws Exception {
        open();
        var id = pay("stripe", "").path("id").asText();
        assertThat(client.patch("/v1/wallets/" + wallet, "{\"status\":\"closed\"}").status())
                .isEqualTo(200);
        confirm(intent(id));
        await().atMost(LIMIT)
                .until(() -> payment(id).path("error").path("code").asText().equals("suspended"));
        assertThat(payment(id).path("state").asText()).isEqualTo("succeeded");
        assertThat(balance()).isZero();
    }

    @Test
    void aRefundIsPartlyPossibleAndNeedsMoneyInTheWallet() throws Exception {
        open();
        var id = pay("stripe", "pm_card_visa").path("id").asText();
        creditedOnce();
        var path = "/v1/payments/" + id + "/refund";
        post(path, "{\"amount\":200}", 202);
        await().atMost(LIMIT).until(() -> balance() == 300);
        var all = post(path, "{\"amount\":301}", 409);
        assertThat(all.json().path("refundable").asInt()).isEqualTo(300);
        var out = MOVE.formatted(wallet, 250, "bank", "");
        post("/v1/withdrawals", out, 201);
        assertThat(post(path, "{}", 402).json().path("shortfall").asInt()).isEqualTo(250);
        post(path, "{\"amount\":50}", 202);
        await().atMost(LIMIT).until(() -> balance() == 0);
    }

    @Test
    void aPersonEndsWhatNobodyKnowsAndTheTrailSaysSo() throws Exception {
        open();
        arm(omise, "/charges", "status 500");
        var id = pay("omise", "tokn_test_visa").path("id").asText();
        await().atMost(LIMIT)
                .until(() ->
                        payment(id).path("error").path("code").asText().equals("needs_decision"));
        var seen = "{\"outcome\":\"happened\",\"reference\":\"chrg_%s\",\"reason\":\"their page\"}";
        var path = "/v1/payments/" + id + "/decision";
        var decided = post(path, seen.formatted(wallet), 200).json();
        assertThat(decided.path("state").asText()).isEqualTo("succeeded");
        creditedOnce();
        assertThat(post(path, seen.formatted(wallet), 200).replayed()).isTrue();
        var no = "{\"outcome\":\"did_not_happen\",\"reason\":\"no\"}";
        assertThat(post(path, no, 409).body()).contains("nothing_to_decide");
        var trail = client.get("/v1/audit-entries?limit=50").body();
        assertThat(trail).contains("payment.decided.asked", "payment:" + id, "their page");
    }

    @Test
    void healthSaysHowTheProvidersAre() throws Exception {
        var checks = client.get("/health").json().path("checks");
        for (var provider : List.of("stripe", "omise", "openai", "openai-fallback")) {
            assertThat(checks.path(provider).path("status").asText()).isEqualTo("healthy");
        }
    }
}
