package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.payment.Taking.Denied;
import io.florin.protocol.payment.Taking.InDoubt;
import io.florin.protocol.payment.Taking.Taken;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trail.AuditEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments and payouts over HTTP. */
class PaymentTest {
    private static final String BODY =
            "{\"provider\":\"stripe\",\"wallet\":\"alice\",\"asset\":\"USD\",\"amount\":250}";

    private final TestEdge edge = new TestEdge();

    @BeforeEach
    void aWallet() {
        edge.wallets.owners.put(new WalletId("default", "alice"), "ann");
    }

    private TestEdge.Reply post(String path, String body) {
        return edge.send("POST", path, body, "Idempotency-Key: k");
    }

    @Test
    void whatThePayerNeedsIsInTheAnswer() {
        assertThat(post("/v1/payments", BODY).line())
                .isEqualTo("201 {\"id\":\"p1\",\"state\":\"pending\",\"clientSecret\":\"secret\"}");
        edge.payments.answer = new Taken<>(FakePayments.payment(Provider.OMISE), true);
        var replayed = post("/v1/payments", BODY);
        assertThat(replayed.body()).contains("\"authorizeUri\":\"secret\"");
        assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void theSameKeyIsTheSamePayment() {
        post("/v1/payments", BODY);
        post("/v1/payments", BODY);
        var first = edge.payments.asked.getFirst();
        assertThat(edge.payments.asked.getLast()).isEqualTo(first);
        assertThat(first.grant()).isEqualTo(first.price());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"provider\":\"stripe\",\"wallet\":\"alice\",\"pack\":\"gold\" | 422 |"
                        + " pack_unknown",
                "\"provider\":\"stripe\",\"wallet\":\"alice\",\"asset\":\"STAR\",\"amount\":1 | 422"
                        + " | currency_unfit",
                "\"provider\":\"stripe\",\"wallet\":\"alice\",\"asset\":\"EUR\",\"amount\":1 | 422"
                        + " | asset_unknown",
                "\"provider\":\"omise\",\"wallet\":\"alice\",\"asset\":\"THB\",\"amount\":1 | 400"
                        + " | field_missing",
                "\"provider\":\"stripe\",\"wallet\":\"alice\" | 400 | field_missing",
                "\"provider\":\"paypal\",\"wallet\":\"alice\",\"asset\":\"USD\",\"amount\":1 | 400"
                        + " | field_invalid"
            })
    void whatCannotBeAskedFor(String fields, int status, String code) {
        var reply = post("/v1/payments", "{" + fields + "}");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains("\"code\":\"" + code + "\"");
        assertThat(edge.payments.asked).isEmpty();
    }

    @Test
    void aProviderWithoutAKeyIsOff() {
        edge.payments.on.remove(Provider.STRIPE);
        assertThat(post("/v1/payments", BODY).body()).contains("\"code\":\"provider_off\"");
    }

    @Test
    void otherAnswersOfTheDoor() {
        edge.payments.answer = new InDoubt<>();
        var pending = post("/v1/payments", BODY);
        var id = edge.payments.asked.getFirst().id().value();
        assertThat(pending.status()).isEqualTo(202);
        assertThat(pending.header("Location")).isEqualTo("/v1/payments/" + id);
        edge.payments.answer = new Denied<>(Denial.of(Refusal.IDEMPOTENCY_KEY_REUSED), false);
        assertThat(post("/v1/payments", BODY).status()).isEqualTo(422);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(edge.send("GET", "/v1/payments/p2", "").body())
                .contains("\"code\":\"payment_not_found\"");
        assertThat(edge.send("GET", "/v1/payouts/o2", "").body())
                .contains("\"code\":\"payout_not_found\"");
    }

    @Test
    void aRefundIsOfThePaymentOrOfAPartOfIt() {
        assertThat(post("/v1/payments/p1/refund", "{}").status()).isEqualTo(202);
        assertThat(post("/v1/payments/p1/refund", "{\"amount\":7}").status()).isEqualTo(202);
        assertThat(post("/v1/payments/p1/refund", "{\"amount\":0}").status()).isEqualTo(400);
        assertThat(edge.payments.refunds)
                .extracting(refund -> refund.payment() + " " + refund.amount())
                .containsExactly("p1 null", "p1 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"outcome\":\"happened\",\"reference\":\"pi_9\",\"reason\":\"seen\" | 200",
                "\"outcome\":\"did_not_happen\",\"reason\":\"seen\" | 200",
                "\"outcome\":\"happened\",\"reason\":\"seen\" | 400",
                "\"outcome\":\"did_not_happen\",\"reference\":\"pi_9\",\"reason\":\"seen\" | 400",
                "\"outcome\":\"happened\",\"reference\":\"pi_9\" | 400",
                "\"outcome\":\"perhaps\",\"reason\":\"seen\" | 400"
            })
    void aPersonDecidesAndTheTrailSaysWho(String fields, int status) {
        for (var path : new String[] {"/v1/payments/p1", "/v1/payouts/o1"}) {
            var reply = edge.send("POST", path + "/decision", "{" + fields + "}");
            assertThat(reply.status()).as(reply.line()).isEqualTo(status);
        }
        assertThat(edge.payments.decided).hasSize(status == 200 ? 2 : 0);
        if (status != 200) return;
        assertThat(edge.trail.asked())
                .extracting(AuditEntry::kind)
                .containsExactlyInAnyOrder("payment.decided.asked", "payout.decided.asked");
        assertThat(edge.trail.all())
                .extracting(entry -> entry.kind() + " " + entry.target())
                .containsExactlyInAnyOrder(
                        "payment.decided payment:p1", "payout.decided payout:o1");
    }
}
