package io.florin.sandbox.provider.stripe;

import static io.florin.sandbox.provider.stripe.StripeHarness.KEY;
import static io.florin.sandbox.provider.stripe.StripeHarness.paying;
import static io.florin.sandbox.provider.stripe.StripeHarness.under;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong on the way, and that it takes effect once or not at all. */
class StripeFaultsTest {
    private final StripeHarness stripe = new StripeHarness(null, Duration.ofHours(1));

    @AfterEach
    void close() {
        stripe.close();
    }

    /** The first answer again, or another try: told by the status of the repeat. */
    @ParameterizedTest
    @CsvSource({
        "status 500,               500, 500, 0",
        "status_after_success 500, 500, 500, 1",
        "status 503,               503, 200, 1",
        "status 429,               429, 200, 1",
        "decline,                  402, 402, 0"
    })
    void theRepeatUnderTheSameKey(String fault, int first, int repeat, int effects)
            throws Exception {
        stripe.wire.arm("{\"path\":\"/v1/payment_intents\",\"kind\":\"%s\"}".formatted(fault));
        assertThat(status("k")).isEqualTo(first);
        assertThat(status("k")).isEqualTo(repeat);
        var tally = stripe.wire.calls().path("byKey").path("k");
        assertThat(tally.path("calls").asInt()).isEqualTo(2);
        assertThat(tally.path("effects").asInt()).isEqualTo(effects);
    }

    @Test
    void aTimeOutAfterSuccessHasOneEffectHoweverOftenItIsRepeated() throws Exception {
        stripe.wire.arm("{\"kind\":\"time_out_after_success\"}");
        var hasty = stripe.client(KEY, Duration.ofSeconds(1));
        var wish = paying(1, "pm_card_visa");
        assertThatThrownBy(() -> hasty.v1().paymentIntents().create(wish, under("k")))
                .isInstanceOf(ApiConnectionException.class);
        var told = pay("k");
        assertThat(pay("k")).isEqualTo(told);
        assertThat(stripe.wire.calls().path("effects").asInt()).isEqualTo(1);
        assertThat(stripe.client.v1().paymentIntents().list().getData()).hasSize(1);
    }

    /** The JDK's client sends a POST again by itself when the connection is lost: mind the key. */
    @Test
    void aDroppedConnectionIsRepeatedBehindTheClientsBack() throws Exception {
        stripe.wire.arm("{\"kind\":\"time_out_after_success 0\"}");
        assertThat(pay("k")).isEqualTo(pay("k"));
        var tally = stripe.wire.calls().path("byKey").path("k");
        assertThat(tally.path("calls").asInt()).isEqualTo(3);
        assertThat(tally.path("effects").asInt()).isEqualTo(1);
    }

    @Test
    void withoutAKeyTheRepeatIsASecondEffect() throws Exception {
        stripe.client.v1().paymentIntents().create(paying(1, "pm_card_visa"));
        stripe.client.v1().paymentIntents().create(paying(1, "pm_card_visa"));
        assertThat(stripe.client.v1().paymentIntents().list().getData()).hasSize(2);
    }

    @Test
    void otherParametersUnderAKnownKeyAreRefused() throws Exception {
        pay("k");
        var other = paying(2, "pm_card_visa");
        assertThatThrownBy(() -> stripe.client.v1().paymentIntents().create(other, under("k")))
                .isInstanceOfSatisfying(
                        IdempotencyException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(400));
    }

    @Test
    void aKeyInFlightIsRefused() throws Exception {
        var form = "amount=1&currency=thb";
        var first =
                stripe.wire.begin(
                        "POST",
                        "/v1/payment_intents",
                        form,
                        "Idempotency-Key",
                        "k",
                        "X-Florin-Fault",
                        "stall 2000");
        await().until(() ->
                stripe.wire
                                .send(
                                        "POST",
                                        "/v1/payment_intents",
                                        form,
                                        "Idempotency-Key",
                                        "k",
                                        "X-Florin-Fault",
                                        "stall 500")
                                .statusCode()
                        == 409);
        assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isIn(200, 409);
        assertThat(stripe.client.v1().paymentIntents().list().getData()).hasSize(1);
    }

    @Test
    void theKeyTooTellsAFault() {
        var cautious = stripe.client(KEY + "~decline");
        assertThatThrownBy(() -> cautious.v1().paymentIntents().create(paying(1, "pm_card_visa")))
                .isInstanceOf(CardException.class);
    }

    @Test
    void aResetForgetsFaultsObjectsAndCalls() throws Exception {
        pay("k");
        stripe.wire.arm("{\"kind\":\"decline\",\"count\":9}");
        stripe.wire.ok("POST", "/_admin/reset", "{}");
        assertThat(stripe.wire.calls().path("total").asInt()).isZero();
        assertThat(stripe.client.v1().paymentIntents().list().getData()).isEmpty();
        assertThat(pay("k")).startsWith("pi_");
    }

    @Test
    void theAdminRefusesWhatItDoesNotKnow() throws Exception {
        assertThat(stripe.wire.send("POST", "/_admin/faults", "{\"kind\":\"x\"}").statusCode())
                .isEqualTo(400);
        assertThat(stripe.wire.send("POST", "/_admin/move", "{\"id\":\"pi_0\"}").statusCode())
                .isEqualTo(400);
        assertThat(stripe.wire.send("GET", "/_admin/", "").statusCode()).isEqualTo(404);
    }

    private String pay(String key) throws StripeException {
        return stripe.client
                .v1()
                .paymentIntents()
                .create(paying(1, "pm_card_visa"), under(key))
                .getId();
    }

    private int status(String key) {
        var thrown = catchThrowable(() -> pay(key));
        return thrown instanceof StripeException e ? e.getStatusCode() : 200;
    }
}
