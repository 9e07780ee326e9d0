package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.WalletReply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody gets round the PIN of their app by the calls that every app has. */
class PinHeaderTest {
    private static final String KEY = "Idempotency-Key: k1";

    private final InstaPayEdge app = new InstaPayEdge();

    /** What users may send money with; the wallet answers in doubt. */
    enum Sending {
        TRANSFER("/v1/transfers", "{\"from\":\"$w\",\"to\":\"b\",\"asset\":\"EGP\",\"amount\":1}"),
        BULK(
                "/v1/transfers/bulk",
                "{\"transfers\":[{\"id\":\"t1\",\"from\":\"$w\",\"to\":\"b\",\"asset\":\"EGP\","
                        + "\"amount\":1}]}"),
        HOLD("/v1/wallets/$w/holds", "{\"asset\":\"EGP\",\"amount\":1}");

        private final String path;
        private final String body;

        Sending(String path, String body) {
            this.path = path;
            this.body = body;
        }

        private boolean wentThrough(Reply reply) {
            return reply.status() == (this == BULK ? 200 : 202);
        }

        private Reply send(TestEdge edge, String wallet, String... headers) {
            return edge.post(path.replace("$w", wallet), body.replace("$w", wallet), headers);
        }
    }

    private void annHasAPin() {
        app.edge.wallets.replies(new WalletReply.InDoubt());
        var body = "{\"password\":\"a-good-password\",\"pin\":\"1234\"}";
        assertThat(app.call("ann", "PUT", "users/$ann/pin", body).status()).isEqualTo(200);
        app.edge.wallets.executed.clear();
    }

    private Reply byAnn(Sending sending, String... pin) {
        var headers =
                pin.length == 0
                        ? new String[] {KEY, TestEdge.user(app.ann), "X-App: instapay"}
                        : new String[] {
                            KEY, TestEdge.user(app.ann), "X-App: instapay", "X-Pin: " + pin[0]
                        };
        return sending.send(app.edge, app.ann, headers);
    }

    @ParameterizedTest
    @EnumSource
    void whoHasAPinIsAskedForIt(Sending sending) {
        annHasAPin();
        assertThat(byAnn(sending).line()).startsWith("422 ").contains("pin_required");
        assertThat(byAnn(sending, "12a4").line()).startsWith("400 ").contains("pin_invalid");
        assertThat(app.edge.wallets.executed).isEmpty();
        assertThat(sending.wentThrough(byAnn(sending, "1234"))).isTrue();
        assertThat(app.edge.wallets.executed).hasSize(1);
    }

    /** Money goes back by the hand of who got it. */
    @Test
    void aReversalAsksForItToo() {
        annHasAPin();
        String ann = TestEdge.user(app.ann);
        String path = "/v1/transfers/t1/reversal";
        var reply = app.edge.post(path, "{\"from\":\"b\"}", KEY, ann, "X-App: instapay");
        assertThat(reply.line()).startsWith("422 ").contains("pin_required");
        assertThat(app.edge.wallets.executed).isEmpty();
    }

    /** Its price is set aside like a hold. */
    @Test
    void aJobAsksForItToo() {
        var miimii = new TestEdge(Map.of("apps-folder", "src/test/resources/apps"));
        var id = InstaPayEdge.text(registered(miimii), "id");
        miimii.wallets.owners.put(new WalletId("miimii", "w"), id);
        var ann = TestEdge.user(id);
        var price = "{\"wallet\":\"w\",\"asset\":\"NGN\",\"amount\":100}";
        var job = Script.expanded("{$J,\"price\":" + price + "}");
        assertThat(miimii.post("/v1/jobs", job, KEY, ann, "X-App: miimii").line())
                .startsWith("422 ")
                .contains("pin_not_set");
        assertThat(miimii.jobs.asked).isEmpty();
        var body = "{\"password\":\"a-good-password\",\"pin\":\"1234\"}";
        miimii.send("PUT", "/v1/users/" + id + "/pin", body, ann, "X-App: miimii");
        assertThat(miimii.post("/v1/jobs", job, KEY, ann, "X-App: miimii").line())
                .contains("pin_required");
        var sent = miimii.post("/v1/jobs", job, KEY, ann, "X-App: miimii", "X-Pin: 1234");
        assertThat(sent.status()).as(sent.line()).isEqualTo(202);
    }

    private static Reply registered(TestEdge miimii) {
        var body = InstaPayEdge.registration("ann");
        return miimii.post("/v1/users", body, TestEdge.ANONYMOUS, "X-App: miimii");
    }

    @ParameterizedTest
    @EnumSource
    void fiveWrongTriesLockIt(Sending sending) {
        annHasAPin();
        for (int i = 0; i < 5; i++) {
            assertThat(byAnn(sending, "9999").line()).startsWith("422 ").contains("pin_wrong");
        }
        assertThat(byAnn(sending, "1234").line()).startsWith("429 ").contains("locked_out");
        assertThat(app.edge.wallets.executed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyElseIsAsked(Sending sending) {
        annHasAPin();
        for (String key : new String[] {TestEdge.OPERATOR_KEY, TestEdge.SERVICE_KEY}) {
            var reply =
                    sending.send(app.edge, app.ann, KEY, "X-Api-Key: " + key, "X-App: instapay");
            assertThat(sending.wentThrough(reply)).as(reply.line()).isTrue();
        }
        app.edge.wallets.owners.put(new WalletId("instapay", app.bob), app.bob);
        var bob = TestEdge.user(app.bob);
        assertThat(
                        sending.wentThrough(
                                sending.send(app.edge, app.bob, KEY, bob, "X-App: instapay")))
                .as("who has no PIN, where no kind needs one")
                .isTrue();
    }

    /** The app's rule names transfers and holds: who has no PIN must set one first. */
    @ParameterizedTest
    @EnumSource
    void anAppMayAskEverybody(Sending sending) {
        var miimii = new TestEdge(Map.of("apps-folder", "src/test/resources/apps"));
        var ann = TestEdge.user(InstaPayEdge.text(registered(miimii), "id"));
        assertThat(sending.send(miimii, "w", KEY, ann, "X-App: miimii").line())
                .contains("pin_not_set");
        assertThat(sending.send(miimii, "w", KEY, ann, "X-App: miimii", "X-Pin: 1234").line())
                .contains("pin_not_set");
    }

    /** Without a rule nobody is even looked up. */
    @ParameterizedTest
    @EnumSource
    void anAppWithoutARulePaysNothing(Sending sending) {
        var edge = new TestEdge();
        edge.users.failure = new IllegalStateException("must not be asked");
        edge.wallets.owners.put(Samples.ALICE, "ann");
        var reply =
                edge.post(
                        sending.path.replace("$w", "alice"),
                        sending.body.replace("$w", "alice").replace("EGP", "USD"),
                        KEY,
                        TestEdge.user("ann"));
        assertThat(sending.wentThrough(reply)).as(reply.line()).isTrue();
    }

    @Test
    void theManualSaysWhereThePinGoes() {
        assertThat(app.edge.get("/openapi.json").body())
                .contains("{\"$ref\":\"#/components/parameters/Pin\"}", "\"name\":\"X-Pin\"");
        assertThat(app.edge.get("/docs").body()).contains("<code>X-Pin</code>");
    }
}
