package io.florin.sandbox.provider.stripe;

import static io.florin.sandbox.provider.stripe.StripeHarness.WEBHOOK_SECRET;
import static io.florin.sandbox.provider.stripe.StripeHarness.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.Webhook;
import io.florin.sandbox.provider.Receiver;
import io.florin.sandbox.provider.Receiver.Told;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How events reach the customer, judged by Stripe's own verifier. */
class StripeWebhooksTest {
    @Test
    void anEventIsSignedAndReadByTheClient() throws Exception {
        try (var receiver = new Receiver(0);
                var stripe = harness(receiver)) {
            var paid = stripe.client.v1().paymentIntents().create(paying(5, "pm_card_visa"));
            await().until(() -> receiver.told().size() == 2);
            for (var told : receiver.told()) {
                var event = Webhook.constructEvent(told.body(), told.signature(), WEBHOOK_SECRET);
                assertThat(event.getDataObjectDeserializer().getObject())
                        .hasValueSatisfying(object ->
                                assertThat(((PaymentIntent) object).getId())
                                        .isEqualTo(paid.getId()));
            }
        }
    }

    @Test
    void whatIsNotTakenIsToldAgainAsTheSameEvent() throws Exception {
        try (var receiver = new Receiver(2);
                var stripe = harness(receiver)) {
            stripe.client.v1().paymentIntents().create(paying(5, "pm_card_visa"));
            await().until(() -> receiver.told().size() == 4);
            assertThat(receiver.types("id").stream().distinct()).hasSize(2);
            assertThat(receiver.told()).allMatch(StripeWebhooksTest::isGenuine);
        }
    }

    /** Two events happen, created and succeeded; the fault concerns the second. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook none           | created            | 1",
                "webhook twice          | created, succeeded | 3",
                "webhook late 300       | created, succeeded | 2",
                "webhook wrongly_signed | created, succeeded | 2"
            })
    void aWebhookGoesAstray(String fault, String types, int deliveries) throws Exception {
        try (var receiver = new Receiver(0);
                var stripe = harness(receiver)) {
            stripe.wire.arm(
                    "{\"path\":\"payment_intent.succeeded\",\"kind\":\"%s\"}".formatted(fault));
            stripe.client.v1().paymentIntents().create(paying(5, "pm_card_visa"));
            await().until(() -> receiver.told().size() == deliveries);
            assertThat(receiver.types("type").stream().distinct())
                    .map(type -> type.replace("payment_intent.", ""))
                    .containsExactlyInAnyOrder(types.split(", ", -1));
            assertThat(receiver.told().stream().filter(told -> !isGenuine(told)))
                    .hasSize(fault.contains("wrongly") ? 1 : 0);
        }
    }

    @Test
    void outOfOrderIsAfterTheNext() throws Exception {
        try (var receiver = new Receiver(0);
                var stripe = harness(receiver)) {
            stripe.wire.arm(
                    "{\"path\":\"payment_intent.created\",\"kind\":\"webhook out_of_order"
                            + " 20000\"}");
            stripe.client.v1().paymentIntents().create(paying(5, "pm_card_visa"));
            await().until(() -> receiver.told().size() == 2);
            assertThat(receiver.types("type"))
                    .isEqualTo(List.of("payment_intent.succeeded", "payment_intent.created"));
        }
    }

    @Test
    void whatNobodyTookIsToldAfterARestart(@TempDir Path folder) throws Exception {
        var nobody = URI.create("http://127.0.0.1:1/webhooks");
        try (var before = new StripeHarness(folder, Duration.ofHours(1), nobody)) {
            before.client.v1().paymentIntents().create(paying(5, "pm_card_visa"));
        }
        try (var receiver = new Receiver(0);
                var _ = new StripeHarness(folder, Duration.ofHours(1), receiver.address())) {
            await().until(() -> receiver.told().size() == 2);
            assertThat(receiver.told()).allMatch(StripeWebhooksTest::isGenuine);
        }
    }

    private static StripeHarness harness(Receiver receiver) {
        return new StripeHarness(null, Duration.ofHours(1), receiver.address());
    }

    private static boolean isGenuine(Told told) {
        try {
            return Webhook.Signature.verifyHeader(
                    told.body(), told.signature(), WEBHOOK_SECRET, 300);
        } catch (SignatureVerificationException _) {
            return false;
        }
    }
}
