package io.florin.sandbox.payment;

import static io.florin.protocol.payment.Provider.OMISE;
import static io.florin.protocol.payment.Provider.STRIPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobState;
import io.florin.protocol.payment.NewPayout.Destination.BankAccount;
import io.florin.protocol.payment.NewPayout.Destination.Refund;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.PayoutState;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.payment.Taking.Denied;
import io.florin.protocol.payment.Taking.InDoubt;
import io.florin.protocol.payment.Taking.Taken;
import io.florin.sandbox.provider.ProviderServer;
import io.florin.sandbox.provider.Surroundings;
import io.florin.sandbox.provider.Wire;
import io.florin.sandbox.provider.omise.OmiseSimulator;
import io.florin.sandbox.provider.stripe.StripeSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Money comes in and goes out once, whatever the providers do. */
class PaymentsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String STRIPE_KEY = "sk_test_1";
    private static final String OMISE_KEY = "skey_test_1";
    private static final int PATIENCE_MILLIS = 1_500;
    private static final Map<Provider, String> CARDS =
            Map.of(STRIPE, "pm_card_visa", OMISE, "tokn_test_visa");

    private static Database database;

    private final Map<Provider, ProviderServer> servers = new EnumMap<>(Provider.class);
    private final Map<Provider, Wire> wires = new EnumMap<>(Provider.class);
    private Shop shop;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void providers() {
        POSTGRES.execute("truncate payment, payout, job, webhook_event");
        var still = new Surroundings(null, List.of(), InstantSource.system(), Duration.ofHours(1));
        servers.put(STRIPE, StripeSimulator.start(STRIPE_KEY, "whsec_1", still));
        servers.put(OMISE, OmiseSimulator.start(OMISE_KEY, base64("a secret"), still));
        wires.put(STRIPE, new Wire(servers.get(STRIPE).address(), "Bearer " + STRIPE_KEY));
        wires.put(
                OMISE, new Wire(servers.get(OMISE).address(), "Basic " + base64(OMISE_KEY + ":")));
        shop =
                new Shop(
                        database,
                        Map.of(
                                STRIPE,
                                Shop.account(
                                        servers.get(STRIPE).address(), STRIPE_KEY, PATIENCE_MILLIS),
                                OMISE,
                                Shop.account(
                                        servers.get(OMISE).address(), OMISE_KEY, PATIENCE_MILLIS)));
    }

    @AfterEach
    void close() {
        shop.close();
        wires.values().forEach(Wire::close);
        servers.values().forEach(ProviderServer::close);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void fault(Provider provider, String path, String kind) throws Exception {
        var body = "{\"path\":\"%s\",\"kind\":\"%s\",\"count\":1}".formatted(path, kind);
        wires.get(provider).ok("POST", "/_admin/faults", body);
    }

    private void move(Provider provider, String id, String status) throws Exception {
        var body = "{\"id\":\"%s\",\"status\":\"%s\"}".formatted(id, status);
        wires.get(provider).ok("POST", "/_admin/move", body);
    }

    /** How often the provider was asked for something, and how often something came of it. */
    private String posts(Provider provider) throws Exception {
        var calls = wires.get(provider).ok("GET", "/_admin/calls", "").path("calls");
        var posts =
                StreamSupport.stream(calls.spliterator(), false)
                        .filter(call -> call.path("method").asText().equals("POST"))
                        .toList();
        long effects = posts.stream().filter(call -> call.path("effect").asBoolean()).count();
        return posts.size() + " calls, " + effects + " effects";
    }

    private String object(PaymentId payment) throws Exception {
        return Objects.requireNonNull(shop.payment(payment).object());
    }

    private static String credit(Provider provider, String object) {
        return "ann gets 600 CREDIT from @external:%s for %s".formatted(provider.word(), object);
    }

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
        POSTGRES.execute(
                "update payment set sender = regexp_replace(sender, '/[0-9]+/[0-9]+$',"
                        + " '/4194305/1') where id = '"
                        + id
                        + "'");
        shop.askAgain(id);
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(posts(OMISE)).isEqualTo("2 calls, 1 effects");
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
        shop.askAgain(id);
        assertThat(Objects.requireNonNull(shop.payment(id).error()).code())
                .isEqualTo("needs_decision");
        assertThat(posts(STRIPE)).isEqualTo("2 calls, 0 effects");
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

    @Test
    void whatIsNoneOfOursIsIgnored() throws Exception {
        var body = "amount=9900&currency=thb&payment_method=pm_card_visa&confirm=true";
        var intent = wires.get(STRIPE).ok("POST", "/v1/payment_intents", body).path("id").asText();
        shop.hear(STRIPE, "evt_" + intent, "payment_intent.succeeded", intent);
        assertThat(shop.moved).isEmpty();
    }

    private PaymentId approved(Provider provider, String account) throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, provider, new BankAccount(account));
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.PENDING_APPROVAL);
        assertThat(shop.job(id)).isEqualTo(JobState.SCHEDULED);
        assertThat(posts(provider)).isEqualTo("0 calls, 0 effects");
        assertThat(shop.answer(id, true)).isInstanceOf(Taken.class);
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.SENT);
        assertThat(shop.job(id)).isEqualTo(JobState.UNKNOWN);
        assertThat(shop.moved).isEmpty();
        return id;
    }

    private String sent(PaymentId payout) throws Exception {
        return Objects.requireNonNull(shop.payout(payout).object());
    }

    @Test
    void anOmiseTransferIsFinalOnlyWhenItIsPaid() throws Exception {
        var id = approved(OMISE, "recp_test_1");
        move(OMISE, sent(id), "sent");
        shop.hear(OMISE, "evt_s" + id, "transfer.send", sent(id));
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.SENT);
        move(OMISE, sent(id), "paid");
        shop.hear(OMISE, "evt_p" + id, "transfer.pay", sent(id));
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.PAID);
        assertThat(shop.moved).containsExactly("captured to @external:omise");
        assertThat(posts(OMISE)).startsWith("1 calls");
    }

    @Test
    void aFailedTransferGivesTheMoneyBack() throws Exception {
        var id = approved(OMISE, "recp_test_1");
        move(OMISE, sent(id), "failed");
        shop.reconcile();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.FAILED);
        assertThat(shop.moved).containsExactly("released");
    }

    @Test
    void whatWasPaidAndFailsLaterComesBackOnce() throws Exception {
        var id = approved(STRIPE, "ba_1");
        move(STRIPE, sent(id), "in_transit");
        move(STRIPE, sent(id), "paid");
        shop.hear(STRIPE, "evt_1" + id, "payout.paid", sent(id));
        move(STRIPE, sent(id), "failed");
        shop.hear(STRIPE, "evt_2" + id, "payout.failed", sent(id));
        shop.hear(STRIPE, "evt_3" + id, "payout.failed", sent(id));
        shop.reconcile();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.REVERSED);
        assertThat(shop.moved)
                .containsExactly(
                        "captured to @external:stripe",
                        "ann gets 9900 THB from @external:stripe for payout-failed/" + sent(id));
    }

    @Test
    void aTransferOfWhichNobodyHeardIsFoundAndNotSentAgain() throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, OMISE, new BankAccount("recp_test_1"));
        fault(OMISE, "/transfers", "time_out_after_success");
        shop.answer(id, true);
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.UNKNOWN);
        shop.askAgain(id);
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.SENT);
        assertThat(posts(OMISE)).isEqualTo("1 calls, 1 effects");
    }

    @Test
    void aRejectedPayoutIsReleasedAndNothingIsSent() throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, STRIPE, new BankAccount("ba_1"));
        assertThat(shop.answer(id, false)).isInstanceOf(Taken.class);
        assertThat(shop.answer(id, false)).isInstanceOf(Taken.class);
        assertThat(shop.answer(id, true)).isInstanceOf(Denied.class);
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.REJECTED);
        assertThat(shop.moved).containsExactly("released");
        assertThat(posts(STRIPE)).isEqualTo("0 calls, 0 effects");
    }

    /** Nobody may give the money of what may have been sent back, not even without a key. */
    @Test
    void whatMayHaveBeenSentDoesNotFailWhenTheKeyIsGone() throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, OMISE, new BankAccount("recp_test_1"));
        fault(OMISE, "/transfers", "time_out_after_success");
        shop.answer(id, true);
        shop.work();
        try (var keyless = new Shop(database, Map.of())) {
            keyless.askAgain(id);
        }
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(shop.job(id)).isEqualTo(JobState.UNKNOWN);
    }

    @Test
    void aRefusedPayoutIsReleased() throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, OMISE, new BankAccount("recp_test_1"));
        fault(OMISE, "/transfers", "decline");
        shop.answer(id, true);
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.FAILED);
        assertThat(shop.moved).containsExactly("released");
    }

    /** Refunds leave at once, once per payment; one that fails later comes back. */
    @Test
    void aRefundThatFailsAfterSuccessComesBack() throws Exception {
        var payment = shop.pay(STRIPE, "pm_card_visa");
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, STRIPE, new Refund(payment, object(payment)));
        var second = new PaymentId(UUID.randomUUID().toString());
        assertThat(shop.send(second, STRIPE, new Refund(payment, object(payment))))
                .isInstanceOf(Denied.class);
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.PAID);
        move(STRIPE, sent(id), "failed");
        shop.hear(STRIPE, "evt_" + id, "refund.failed", sent(id));
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.REVERSED);
        assertThat(shop.moved)
                .containsExactly(
                        credit(STRIPE, object(payment)),
                        "captured to @external:stripe",
                        "ann gets 600 CREDIT from @external:stripe for payout-failed/" + sent(id));
    }

    @Test
    void anOmiseRefundIsPaidAtOnce() throws Exception {
        var payment = shop.pay(OMISE, "tokn_test_visa");
        var id = new PaymentId(UUID.randomUUID().toString());
        fault(OMISE, "/charges/", "time_out_after_success");
        shop.send(id, OMISE, new Refund(payment, object(payment)));
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.UNKNOWN);
        shop.askAgain(id);
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.PAID);
        assertThat(posts(OMISE)).isEqualTo("2 calls, 2 effects");
    }
}
