package io.florin.sandbox.provider.omise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Hmac;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.ProviderServer;
import io.florin.sandbox.provider.Receiver;
import io.florin.sandbox.provider.Surroundings;
import io.florin.sandbox.provider.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OmiseTest {
    private static final String KEY = "skey_test_1";
    private static final byte[] SECRET = "a secret of bytes".getBytes(UTF_8);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) each.close();
    }

    private Wire omise(Duration step, URI... webhooks) {
        InstantSource clock = now::get;
        ProviderServer server =
                OmiseSimulator.start(
                        KEY,
                        Base64.getEncoder().encodeToString(SECRET),
                        new Surroundings(null, List.of(webhooks), clock, step));
        var basic = Base64.getEncoder().encodeToString((KEY + ":").getBytes(UTF_8));
        var wire = new Wire(server.address(), "Basic " + basic);
        opened.add(server);
        opened.add(wire);
        return wire;
    }

    @ParameterizedTest
    @CsvSource({
        "tokn_test_visa,               successful, true,",
        "tokn_test_insufficient_fund,  failed,     false, insufficient_fund",
        "tokn_test_payment_rejected,   failed,     false, payment_rejected"
    })
    void aCardIsPaidOrRefusedAtOnce(String token, String status, boolean paid, String failure)
            throws Exception {
        var charge =
                omise(Duration.ofHours(1))
                        .ok("POST", "/charges", "amount=9900&currency=thb&card=" + token);
        assertThat(charge.path("status").asText()).isEqualTo(status);
        assertThat(charge.path("paid").asBoolean()).isEqualTo(paid);
        assertThat(charge.path("failure_code").asText(null)).isEqualTo(failure);
        assertThat(charge.path("currency").asText()).isEqualTo("THB");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /charges,                currency=thb&card=tokn_x,            400, invalid_amount",
        "POST, /charges,                amount=1&currency=baht&card=tokn_x,  400, invalid_currency",
        "POST, /charges,                amount=1&currency=thb,               400, invalid_charge",
        "POST, /charges,                amount=1&currency=thb&card=x,        404, not_found",
        "GET,  /charges/chrg_0,         '',                                  404, not_found",
        "POST, /transfers,              amount=-1,                           400, invalid_amount",
        "GET,  /elsewhere,              '',                                  404, not_found"
    })
    void badParametersAreRefused(String method, String path, String form, int status, String code)
            throws Exception {
        var response = omise(Duration.ofHours(1)).send(method, path, form);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"object\":\"error\"", code);
    }

    @Test
    void whoAsksTwicePaysTwiceUnlessHeSearchesFirst() throws Exception {
        var omise = omise(Duration.ofHours(1));
        var form = "amount=5&currency=thb&card=tokn_test_visa&metadata[job]=job-7";
        omise.arm("{\"kind\":\"status_after_success 500\"}");
        assertThat(omise.send("POST", "/charges", form).statusCode()).isEqualTo(500);
        var found = omise.ok("GET", "/search?scope=charge&query=job-7", "");
        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(omise.ok("GET", "/search?scope=charge&query=job-8", "").path("total").asInt())
                .isZero();
        omise.ok("POST", "/charges", form);
        assertThat(omise.ok("GET", "/charges", "").path("total").asInt()).isEqualTo(2);
        var tally = omise.calls().path("byKey").path("job-7");
        assertThat(tally.path("effects").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "mark_as_paid,   successful, charge.complete",
        "mark_as_failed, failed,     charge.complete",
        "reverse,        reversed,   charge.reverse",
        "expire,         expired,    charge.expire"
    })
    void promptPayWaitsForTheCustomer(String what, String status, String event) throws Exception {
        try (var receiver = new Receiver(0)) {
            var omise = omise(Duration.ofHours(1), receiver.address());
            var id = promptPay(omise).path("id").asText();
            var ended = omise.ok("POST", "/charges/%s/%s".formatted(id, what), "");
            assertThat(ended.path("status").asText()).isEqualTo(status);
            assertThat(omise.send("POST", "/charges/%s/%s".formatted(id, what), "").statusCode())
                    .isEqualTo(400);
            await().until(() -> receiver.told().size() == 2);
            assertThat(receiver.types("key")).containsExactlyInAnyOrder("charge.create", event);
        }
    }

    @ParameterizedTest
    @CsvSource({"successful", "failed"})
    void orTheCustomerDecidesByHimself(String outcome) throws Exception {
        var omise = omise(Duration.ofMillis(50));
        var form = "amount=1&currency=thb&source[type]=promptpay&metadata[florin_outcome]=";
        var charge = omise.ok("POST", "/charges", form + outcome);
        assertThat(charge.path("status").asText()).isEqualTo("pending");
        await().until(() ->
                omise.ok("GET", charge.path("location").asText(), "")
                        .path("status")
                        .asText()
                        .equals(outcome));
    }

    @Test
    void aCodeThatNobodyPaysExpires() throws Exception {
        var omise = omise(Duration.ofHours(1));
        var charge = promptPay(omise);
        now.updateAndGet(t -> t.plus(Duration.ofHours(25)));
        var later = omise.ok("GET", charge.path("location").asText(), "");
        assertThat(later.path("status").asText()).isEqualTo("expired");
    }

    @Test
    void refundsNeverExceedTheCharge() throws Exception {
        var omise = omise(Duration.ofHours(1));
        var charge = omise.ok("POST", "/charges", "amount=100&currency=thb&card=tokn_test_visa");
        var refunds = charge.path("location").asText() + "/refunds";
        omise.ok("POST", refunds, "amount=60");
        assertThat(omise.send("POST", refunds, "amount=41").statusCode()).isEqualTo(400);
        assertThat(omise.ok("POST", refunds, "amount=40").path("charge").asText())
                .isEqualTo(charge.path("id").asText());
        assertThat(omise.ok("GET", refunds, "").path("total").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"recp_test_good, transfer.pay,  true", "recp_test_fail, transfer.fail, false"})
    void aTransferIsSentAndEndsAtTheBank(String recipient, String end, boolean paid)
            throws Exception {
        try (var receiver = new Receiver(0)) {
            var omise = omise(Duration.ofMillis(50), receiver.address());
            var made = omise.ok("POST", "/transfers", "amount=7&recipient=" + recipient);
            assertThat(made.path("sent").asBoolean()).isFalse();
            await().until(() -> receiver.types("key").contains(end));
            assertThat(receiver.types("key"))
                    .containsExactlyInAnyOrder("transfer.create", "transfer.send", end);
            var read = omise.ok("GET", made.path("location").asText(), "");
            assertThat(read.path("paid").asBoolean()).isEqualTo(paid);
        }
    }

    @Test
    void anEventIsSignedWithTheDecodedSecret() throws Exception {
        try (var receiver = new Receiver(0)) {
            var omise = omise(Duration.ofHours(1), receiver.address());
            omise.ok("POST", "/charges", "amount=5&currency=thb&card=tokn_test_visa");
            await().until(() -> receiver.told().size() == 2);
            for (var told : receiver.told()) {
                assertThat(told.signature())
                        .isEqualTo(Hmac.sha256(SECRET, told.timestamp() + "." + told.body()));
                assertThat(Json.parse(told.body()).orElseThrow().path("object").asText())
                        .isEqualTo("event");
            }
        }
    }

    @Test
    void aWrongKeyIsNotLetIn() throws Exception {
        omise(Duration.ofHours(1));
        var server = (ProviderServer) opened.getFirst();
        try (var stranger = new Wire(server.address(), "Basic c2tleV90ZXN0XzI6")) {
            var refused = stranger.send("GET", "/charges", "");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("authentication_failure");
        }
    }

    private static ObjectNode promptPay(Wire omise) throws IOException, InterruptedException {
        var charge =
                omise.ok("POST", "/charges", "amount=9900&currency=thb&source[type]=promptpay");
        assertThat(charge.path("status").asText()).isEqualTo("pending");
        assertThat(charge.path("source").path("scannable_code").path("type").asText())
                .isEqualTo("qr");
        return charge;
    }
}
