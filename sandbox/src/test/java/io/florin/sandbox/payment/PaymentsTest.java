package io.florin.sandbox.payment;

import static io.florin.protocol.payment.Provider.OMISE;
import static io.florin.protocol.payment.Provider.STRIPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.florin.protocol.job.JobState;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.payment.Taking.InDoubt;
import io.florin.protocol.payment.Taking.Taken;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Money comes in once, whatever the providers do. */
class PaymentsTest extends AtProviders {
    @ParameterizedTest
    @EnumSource(Provider.class)
    void aCardIsPaidAndTheGrantComesOnce(Provider provider) throws Exception {
        var id = shop.pay(provider, CARDS.get(provider));
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.SUCCEEDED);
        var object = object(id);
        assertThat(shop.moved).containsExactly(credit(provider, object));
        assertThat(shop.job(id)).isEqualTo(JobState.SUCCEEDED);
        var again = shop.ask(id, provider, CARDS.get(provider));
        assertThat(again)
                .isInstanceOfSatisfying(Taken.class, it -> assertThat(it.replayed()).isTrue());
        shop.hear(provider, "evt_1", "a.word", object);
        shop.hear(provider, "evt_2", "a.word", object);
        shop.reconcile();
        assertThat(shop.moved).containsExactly(credit(provider, object));
        assertThat(posts(provider)).isEqualTo("1 calls, 1 effects");
    }

    @Test
    void aFailedTryFollowedBySuccessOnTheSameIntentStillGrants() throws Exception {
        var id = shop.pay(STRIPE, "pm_card_declined");
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.DECLINED);
        assertThat(Objects.requireNonNull(shop.payment(id).error()).code())
                .isEqualTo("card_declined");
        assertThat(shop.moved).isEmpty();
        var intent = object(id);
        wires.get(STRIPE)
                .ok(
                        "POST",
                        "/v1/payment_intents/" + intent + "/confirm",
                        "payment_method=pm_card_visa");
        shop.hear(STRIPE, "evt_a" + intent, "payment_intent.succeeded", intent);
        // The failure is told last, and is not news any more.
        shop.hear(STRIPE, "evt_b" + intent, "payment_intent.payment_failed", intent);
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(shop.moved).containsExactly(credit(STRIPE, intent));
    }

    @Test
    void aRefusedCardIsTheEndAtOmise() throws Exception {
        var id = shop.pay(OMISE, "tokn_test_insufficient_fund");
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.FAILED);
        assertThat(shop.moved).isEmpty();
    }

    /** The effect was taken and the connection dropped: it is asked, and found, not sent again. */
    @ParameterizedTest
    @CsvSource({
        "STRIPE, /v1/payment_intents, time_out_after_success",
        "STRIPE, /v1/payment_intents, status_after_success 500",
        "OMISE,  /charges,            time_out_after_success",
        "OMISE,  /charges,            status_after_success 500"
    })
    void aSuccessThatWasNotHeardIsFoundByAsking(Provider provider, String path, String kind)
            throws Exception {
        fault(provider, path, kind);
        var id = shop.pay(provider, CARDS.get(provider));
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.UNKNOWN);
        assertThat(shop.job(id)).isEqualTo(JobState.UNKNOWN);
        assertThat(shop.moved).isEmpty();
        assertThat(shop.ask(id, provider, CARDS.get(provider))).isInstanceOf(InDoubt.class);
        shop.askAgain(id);
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(shop.moved).containsExactly(credit(provider, object(id)));
        assertThat(posts(provider)).isEqualTo("1 calls, 1 effects");
    }

    @Test
    void aWebhookMayComeBeforeTheAnswer() throws Exception {
        fault(STRIPE, "/v1/payment_intents", "time_out_after_success");
        var id = shop.pay(STRIPE, "pm_card_visa");
        var intent = only(STRIPE, "/v1/payment_intents");
        shop.hear(STRIPE, "evt_early", "payment_intent.succeeded", intent);
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.SUCCEEDED);
        shop.askAgain(id);
        assertThat(shop.job(id)).isEqualTo(JobState.SUCCEEDED);
        assertThat(shop.moved).containsExactly(credit(STRIPE, intent));
        assertThat(posts(STRIPE)).isEqualTo("1 calls, 1 effects");
    }

    private String only(Provider provider, String list) throws Exception {
        JsonNode found = wires.get(provider).ok("GET", list, "").path("data");
        assertThat(found).hasSize(1);
        return found.path(0).path("id").asText();
    }

    /** There is no idempotency: with nothing to be found a person decides, and nothing is sent. */
    @Test
    void omiseIsNeverAskedTwice() throws Exception {
        fault(OMISE, "/charges", "status 500");
        var id = shop.pay(OMISE, "tokn_test_visa");
        for (int i = 0; i < 3; i++) shop.askAgain(id);
        shop.reconcile();
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.UNKNOWN);
        assertThat(Objects.requireNonNull(shop.payment(id).error()).code())
                .isEqualTo("needs_decision");
        assertThat(shop.job(id)).isEqualTo(JobState.UNKNOWN);
        assertThat(posts(OMISE)).isEqualTo("1 calls, 0 effects");
    }

    /** Whoever sent it has exited, long ago, and the provider shows nothing: it may go again. */
    @Test
    void whatAnExitedProcessDidNotGetThroughIsSentAgain() throws Exception {
        fault(OMISE, "/charges", "status 500");
        var id = shop.pay(OMISE, "tokn_test_visa");
        exited(id);
        shop.askAgain(id);
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(posts(OMISE)).isEqualTo("2 calls, 1 effects");
    }

    /** Whoever sent it. */
    private static void exited(PaymentId id) {
        POSTGRES.execute(
                "update payment set sender = regexp_replace(sender, '/[0-9]+/[0-9]+$',"
                        + " '/4194305/1') where id = '"
                        + id
                        + "'");
    }

    /** A key of Stripe lives for a day, and so long a repeat does nothing twice. */
    @Test
    void stripeIsAskedAgainWhileTheKeyLives() throws Exception {
        fault(STRIPE, "/v1/payment_intents", "status 500");
        var id = shop.pay(STRIPE, "pm_card_visa");
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.UNKNOWN);
        shop.askAgain(id);
        assertThat(posts(STRIPE)).isEqualTo("2 calls, 0 effects");
        POSTGRES.execute(
                "update payment set sent_at = sent_at - interval '25 hours' where id = '"
                        + id
                        + "'");
        for (int i = 0; i < 2; i++) {
            shop.askAgain(id);
            assertThat(Objects.requireNonNull(shop.payment(id).error()).code())
                    .isEqualTo("needs_decision");
            assertThat(posts(STRIPE)).isEqualTo("2 calls, 0 effects");
            exited(id);
        }
    }

    @Test
    void whatDidNotLeaveIsTriedAgain() throws Exception {
        fault(OMISE, "/charges", "status 429");
        var id = shop.pay(OMISE, "tokn_test_visa");
        assertThat(shop.job(id)).isEqualTo(JobState.RETRYING);
        shop.askAgain(id);
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.SUCCEEDED);
    }

    @Test
    void aLostWebhookIsMadeGoodByLooking() throws Exception {
        var id = shop.pay(OMISE, "promptpay");
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.PENDING);
        assertThat(shop.payment(id).offer()).isNotNull();
        move(OMISE, object(id), "successful");
        shop.reconcile();
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(shop.moved).containsExactly(credit(OMISE, object(id)));
    }

    /** Of those that cannot be looked at none stands before the others for ever. */
    @Test
    void aLookThatFailsMakesRoomForOthers() throws Exception {
        var id = shop.pay(OMISE, "promptpay");
        POSTGRES.execute("update payment set checked_at = 'yesterday' where id = '" + id + "'");
        fault(OMISE, "GET /charges", "status 500");
        shop.reconcile();
        var now = "select checked_at > 'today' from payment where id = '" + id + "'";
        assertThat(POSTGRES.holds(now)).isTrue();
    }

    /** A customer who never came back is asked about, but not every few minutes. */
    @ParameterizedTest
    @CsvSource({"8 days, 23 hours, PENDING", "8 days, 25 hours, SUCCEEDED"})
    void whatHasLongNotChangedIsLookedAtSeldom(String changed, String checked, PaymentState then)
            throws Exception {
        var id = shop.pay(OMISE, "promptpay");
        move(OMISE, object(id), "successful");
        POSTGRES.execute(
                ("update payment set changed_at = now() - interval '%s',"
                                + " checked_at = now() - interval '%s' where id = '%s'")
                        .formatted(changed, checked, id));
        shop.reconcile();
        assertThat(shop.payment(id).state()).isEqualTo(then);
    }

    /** What the customer was shown first is what every repeat of the request is answered. */
    @Test
    void theOfferOfTheFirstAnswerStays() throws Exception {
        var id = shop.pay(OMISE, "promptpay");
        POSTGRES.execute("update payment set offer = 'the first' where id = '" + id + "'");
        move(OMISE, object(id), "successful");
        shop.reconcile();
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(shop.payment(id).offer()).isEqualTo("the first");
    }

    @Test
    void whatIsNoneOfOursIsIgnored() throws Exception {
        var body =
                "amount=9900&currency=thb&payment_method=pm_card_visa&confirm=true"
                        + "&return_url=https://shop.example";
        var intent = wires.get(STRIPE).ok("POST", "/v1/payment_intents", body).path("id").asText();
        shop.hear(STRIPE, "evt_" + intent, "payment_intent.succeeded", intent);
        assertThat(shop.moved).isEmpty();
    }

    /** It stays as it ended; but the row says what a person has to look at. */
    @Test
    void aSuccessThatComesTooLateIsNotSwallowed() throws Exception {
        var id = shop.pay(OMISE, "promptpay");
        var charge = object(id);
        POSTGRES.execute("update payment set state = 'EXPIRED' where id = '" + id + "'");
        move(OMISE, charge, "successful");
        for (int i = 0; i < 2; i++) shop.hear(OMISE, "evt_" + i + charge, "any", charge);
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.EXPIRED);
        assertThat(Objects.requireNonNull(shop.payment(id).error()).code())
                .isEqualTo("succeeded_too_late");
        assertThat(shop.moved).isEmpty();
    }

    /** While it rests nothing leaves; what may have left stays unknown. */
    @Test
    void aProviderThatIsOutOfOrderIsGivenARest() throws Exception {
        for (int i = 0; i < Shop.FAILURES; i++) {
            assertThat(shop.rests(OMISE)).isFalse();
            fault(OMISE, "/charges", "status 500");
            shop.pay(OMISE, "tokn_test_visa");
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> shop.rests(OMISE));
        var calls = posts(OMISE);
        var id = shop.pay(OMISE, "tokn_test_visa");
        assertThat(shop.job(id)).isEqualTo(JobState.RETRYING);
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.CREATED);
        assertThat(posts(OMISE)).isEqualTo(calls);
        assertThat(shop.rests(STRIPE)).isFalse();
        assertThat(shop.payment(shop.pay(STRIPE, "pm_card_visa")).state())
                .isEqualTo(PaymentState.SUCCEEDED);
    }

    /** A refusal is a good answer. */
    @Test
    void aProviderThatRefusesIsWell() throws Exception {
        for (int i = 0; i <= Shop.FAILURES; i++) shop.pay(OMISE, "tokn_test_insufficient_fund");
        for (int i = 0; i <= Shop.FAILURES; i++) {
            fault(OMISE, "/charges", "status 429");
            shop.pay(OMISE, "tokn_test_visa");
        }
        assertThat(shop.rests(OMISE)).isFalse();
    }
}
