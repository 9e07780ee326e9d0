package io.florin.sandbox.provider.stripe;

import static io.florin.sandbox.provider.stripe.StripeHarness.KEY;
import static io.florin.sandbox.provider.stripe.StripeHarness.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.RefundCreateParams;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe's own client believes that it speaks with Stripe. */
class StripeTest {
    private final StripeHarness stripe = new StripeHarness(null, Duration.ofMillis(20));

    @AfterEach
    void close() {
        stripe.close();
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa,                   succeeded",
        "pm_card_mastercard,             succeeded",
        "pm_card_authenticationRequired, requires_action",
        "pm_usBankAccount_processing,    processing"
    })
    void aPaymentMethodTellsWhatPayingComesTo(String method, String status) throws Exception {
        var intent = stripe.client.v1().paymentIntents().create(paying(9_900, method));
        assertThat(intent.getStatus()).isEqualTo(status);
        assertThat(intent.getAmount()).isEqualTo(9_900);
        assertThat(intent.getMetadata()).containsEntry("job", "job-9900");
        assertThat(read(intent.getId()).getId()).isEqualTo(intent.getId());
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_declined,                          card_declined,    generic_decline",
        "pm_card_chargeDeclined,                    card_declined,    generic_decline",
        "pm_card_chargeDeclinedInsufficientFunds,   card_declined,    insufficient_funds",
        "pm_card_visa_chargeDeclinedStolenCard,     card_declined,    stolen_card",
        "pm_card_chargeDeclinedExpiredCard,         expired_card,     expired_card",
        "pm_card_chargeDeclinedProcessingError,     processing_error, processing_error"
    })
    void aDeclineIsA402ThatNamesTheIntent(String method, String code, String declineCode) {
        assertThatThrownBy(() -> stripe.client.v1().paymentIntents().create(paying(100, method)))
                .isInstanceOfSatisfying(
                        CardException.class,
                        e -> {
                            assertThat(e.getStatusCode()).isEqualTo(402);
                            assertThat(e.getCode()).isEqualTo(code);
                            assertThat(e.getDeclineCode()).isEqualTo(declineCode);
                            var intent = e.getStripeError().getPaymentIntent();
                            assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
                            assertThat(intent.getLastPaymentError().getDeclineCode())
                                    .isEqualTo(declineCode);
                        });
    }

    @Test
    void anIntentGoesFromAWishToMoneyStepByStep() throws Exception {
        var intents = stripe.client.v1().paymentIntents();
        var wish =
                intents.create(
                        PaymentIntentCreateParams.builder()
                                .setAmount(500L)
                                .setCurrency("thb")
                                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                                .build());
        assertThat(wish.getStatus()).isEqualTo("requires_payment_method");
        assertThatThrownBy(() -> intents.confirm(wish.getId(), with("pm_card_declined")))
                .isInstanceOf(CardException.class);
        assertThat(intents.confirm(wish.getId(), with("pm_card_visa")).getStatus())
                .isEqualTo("requires_capture");
        var paid = intents.capture(wish.getId());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(500);
        assertThatThrownBy(() -> intents.cancel(wish.getId()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("payment_intent_unexpected_state");
    }

    @Test
    void whatProcessesIsDoneAfterAStepAndTheCustomerDecidesTheRest() throws Exception {
        var intents = stripe.client.v1().paymentIntents();
        var slow = intents.create(paying(1, "pm_usBankAccount_processing"));
        await().until(() -> read(slow.getId()).getStatus().equals("succeeded"));
        var asked = intents.create(paying(2, "pm_card_authenticationRequired"));
        stripe.move(asked.getId(), "requires_payment_method");
        assertThat(read(asked.getId()).getStatus()).isEqualTo("requires_payment_method");
        assertThat(intents.cancel(asked.getId()).getStatus()).isEqualTo("canceled");
    }

    @Test
    void refundsNeverExceedWhatWasReceivedAndAFailedOneDoesNotCount() throws Exception {
        var paid = stripe.client.v1().paymentIntents().create(paying(300, "pm_card_visa"));
        var refunds = stripe.client.v1().refunds();
        var first = refunds.create(refund(paid.getId(), 200));
        assertThat(first.getStatus()).isEqualTo("succeeded");
        assertThatThrownBy(() -> refunds.create(refund(paid.getId(), 101)))
                .isInstanceOf(InvalidRequestException.class);
        stripe.move(first.getId(), "failed");
        assertThat(refunds.create(refund(paid.getId(), 300)).getAmount()).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa,          succeeded, succeeded",
        "pm_card_pendingRefund, pending,   succeeded",
        "pm_card_refundFail,    succeeded, failed"
    })
    void theCardTellsWhatARefundComesTo(String method, String first, String end) throws Exception {
        var paid = stripe.client.v1().paymentIntents().create(paying(300, method));
        var refund = stripe.client.v1().refunds().create(refund(paid.getId(), 300));
        assertThat(refund.getStatus()).isEqualTo(first);
        await().until(() ->
                stripe.client.v1().refunds().retrieve(refund.getId()).getStatus().equals(end));
    }

    @ParameterizedTest
    @CsvSource({"'', paid", "failed, failed", "paid_then_failed, failed"})
    void aPayoutEndsAtTheBank(String outcome, String end) throws Exception {
        var payouts = stripe.client.v1().payouts();
        var payout =
                payouts.create(
                        PayoutCreateParams.builder()
                                .setAmount(700L)
                                .setCurrency("thb")
                                .putMetadata("florin_outcome", outcome)
                                .build());
        assertThat(payout.getStatus()).isEqualTo("pending");
        await().until(() -> payouts.retrieve(payout.getId()).getStatus().equals(end));
    }

    @Test
    void anIntentIsFoundByItsMetadata() throws Exception {
        stripe.client.v1().paymentIntents().create(paying(1, "pm_card_visa"));
        var wanted = stripe.client.v1().paymentIntents().create(paying(2, "pm_card_visa"));
        var found =
                stripe.client
                        .v1()
                        .paymentIntents()
                        .search(
                                PaymentIntentSearchParams.builder()
                                        .setQuery("metadata['job']:'job-2' AND status:'succeeded'")
                                        .build());
        assertThat(found.getData())
                .extracting(PaymentIntent::getId)
                .containsExactly(wanted.getId());
        assertThat(stripe.client.v1().events().list().getData())
                .extracting("type")
                .containsExactly(
                        "payment_intent.succeeded",
                        "payment_intent.created",
                        "payment_intent.succeeded",
                        "payment_intent.created");
    }

    @ParameterizedTest
    @CsvSource({
        "amount=0&currency=thb,        400, parameter_invalid_integer",
        "amount=x&currency=thb,        400, parameter_invalid_integer",
        "currency=thb,                 400, parameter_missing",
        "amount=5&currency=baht,       400, parameter_invalid",
        "amount=5&currency=thb&payment_method=visa, 400, resource_missing",
        "amount=5&currency=thb&payment_method=pm_card_visa&confirm=true, 400,"
                + " payment_intent_invalid_parameter"
    })
    void badParametersAreRefused(String form, int status, String code) throws Exception {
        var response = stripe.wire.send("POST", "/v1/payment_intents", form);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"code\":\"%s\"".formatted(code));
    }

    @Test
    void aWrongKeyIsNotLetIn() {
        var stranger = stripe.client(KEY + "x");
        assertThatThrownBy(() -> stranger.v1().paymentIntents().create(paying(1, "pm_card_visa")))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void whatWasAnsweredSurvivesARestart(@TempDir Path folder) throws Exception {
        String id;
        try (var before = new StripeHarness(folder, Duration.ofHours(1))) {
            id =
                    before.client
                            .v1()
                            .paymentIntents()
                            .create(paying(5, "pm_card_visa"), StripeHarness.under("k"))
                            .getId();
        }
        try (var after = new StripeHarness(folder, Duration.ofHours(1))) {
            var again =
                    after.client
                            .v1()
                            .paymentIntents()
                            .create(paying(5, "pm_card_visa"), StripeHarness.under("k"));
            assertThat(again.getId()).isEqualTo(id);
        }
    }

    private PaymentIntent read(String id) throws Exception {
        return stripe.client.v1().paymentIntents().retrieve(id);
    }

    private static PaymentIntentConfirmParams with(String method) {
        return PaymentIntentConfirmParams.builder().setPaymentMethod(method).build();
    }

    private static RefundCreateParams refund(String intent, long amount) {
        return RefundCreateParams.builder().setPaymentIntent(intent).setAmount(amount).build();
    }
}
