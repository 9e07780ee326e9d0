package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.edge.trail.Origin;
import io.florin.edge.trail.Witness;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.user.NewUser;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletReply;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On which terms a wallet is asked, by the rules in the app's file: {@code apps/miimii.conf}. */
class TermsTest {
    private static final String KEY = "Idempotency-Key: k1";
    private static final String APP = "X-App: miimii";
    private static final String OPERATOR = "X-Api-Key: " + TestEdge.OPERATOR_KEY;
    private static final String SCHEDULE = "miimii-2026-11";
    private static final SpendingLimits FIRST_TIER =
            new SpendingLimits(5_000_000L, 20_000_000L, 100_000_000L);

    private static final String HOLD = "{\"asset\":\"NGN\",\"amount\":5}";

    private final TestEdge edge = new TestEdge(Map.of("apps-folder", "src/test/resources/apps"));

    /** Alice's, who is no user unless a test says so. */
    @BeforeEach
    void theWalletHasAnOwner() {
        edge.wallets.knows(new WalletReply.Done(Samples.wallet(), false));
    }

    private static void aliceIsA(TestEdge edge, String app, String tier) {
        var entry = new Witness(TestEdge.ids(), TestEdge.clock());
        var origin = new Origin(app, "operator", TestEdge.ADDRESS);
        TestEdge.now(
                edge.users.create(
                        new NewUser(
                                app,
                                "Alice",
                                "alice",
                                "alice@x.org",
                                tier,
                                "hash",
                                "alice",
                                TestEdge.NOW),
                        entry.entry(origin, "user.registered", "user:Alice")));
    }

    /** Every way in which staff send for an owner. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/transfers | {"from":"a","to":"b","asset":"NGN","amount":1}
                    /v1/transfers/bulk | {"transfers":[{"id":"t","from":"a","to":"b","asset":"NGN","amount":1}]}
                    /v1/wallets/a/holds | {"asset":"NGN","amount":1}
                    /v1/withdrawals | {"wallet":"a","asset":"NGN","amount":1,"account":"@external:bank"}
                    """)
    void staffSendUnderTheLimitsOfTheOwner(String path, String body) {
        aliceIsA(edge, "miimii", "kyc-2");
        edge.post(path, body, KEY, APP, OPERATOR);
        assertThat(edge.wallets.executed.getLast().request().terms().limits())
                .isEqualTo(new SpendingLimits(50_000_000L, 100_000_000L, null));
    }

    /** What leaves for a bank account is sent, too, whoever asks for it. */
    @ParameterizedTest
    @CsvSource({"true, kyc-1, 5000000, 100000000", "false, kyc-2, 50000000,"})
    void aPayoutIsUnderTheLimitsOfTheOwner(
            boolean byThemselves, String tier, long perOperation, @Nullable Long perMonth) {
        aliceIsA(edge, "miimii", tier);
        var body =
                "{\"wallet\":\"a\",\"asset\":\"NGN\",\"amount\":1,\"destination\":"
                        + "{\"provider\":\"omise\",\"account\":\"recp_1\"}}";
        edge.wallets.owners.put(new WalletId("miimii", "a"), "Alice");
        var caller = byThemselves ? TestEdge.user("Alice") : OPERATOR;
        var reply = edge.post("/v1/payouts", body, KEY, APP, caller);
        assertThat(reply.status()).as(reply.line()).isEqualTo(202);
        var terms = edge.payments.sent.getLast().terms();
        assertThat(terms.schedule()).isEqualTo(SCHEDULE);
        assertThat(terms.limits().perOperation()).isEqualTo(perOperation);
        assertThat(terms.limits().perMonth()).isEqualTo(perMonth);
    }

    /** The token goes on saying what they were. */
    @Test
    void aUsersLimitsAreThoseOfTheTierTheyHaveNow() {
        var tiered = new TestEdge(Map.of("apps-folder", "src/test/resources/tiered"));
        aliceIsA(tiered, "tiered", "second");
        var alice = TestEdge.user("Alice");
        tiered.post("/v1/wallets/a/holds", HOLD, KEY, "X-App: tiered", alice);
        assertThat(tiered.wallets.executed.getLast().request().terms().limits())
                .isEqualTo(new SpendingLimits(200L, null, null));
    }

    @Test
    void whileNobodySaysWhoseTheMoneyIsNothingIsSent() {
        edge.wallets.knows(new WalletReply.InDoubt());
        assertThat(edge.post("/v1/wallets/a/holds", HOLD, KEY, APP, OPERATOR).status())
                .isEqualTo(503);
        assertThat(edge.wallets.executed).isEmpty();
    }

    private Terms terms(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return edge.wallets.executed.getLast().request().terms();
    }

    private static Terms rules(SpendingLimits limits, long fee) {
        return Terms.FREE.withRules(limits, SCHEDULE, fee);
    }

    @Test
    void aTransferIsLimitedAndFree() {
        var body = "{\"from\":\"a\",\"to\":\"b\",\"asset\":\"NGN\",\"amount\":1000001}";
        assertThat(terms(edge.post("/v1/transfers", body, KEY, APP, OPERATOR)))
                .isEqualTo(rules(FIRST_TIER, 0));
    }

    @Test
    void aHoldIsLimitedToo() {
        assertThat(terms(edge.post("/v1/wallets/a/holds", HOLD, KEY, APP, OPERATOR)))
                .isEqualTo(rules(FIRST_TIER, 0));
    }

    @Test
    void aWithdrawalCostsByItsSize() {
        assertThat(terms(moved("/v1/withdrawals", 1_000_000))).isEqualTo(rules(FIRST_TIER, 1_500));
        assertThat(terms(moved("/v1/withdrawals", 1_000_001))).isEqualTo(rules(FIRST_TIER, 2_500));
    }

    @Test
    void whatComesInIsOnlyRecorded() {
        assertThat(terms(moved("/v1/deposits", 1_000_000)))
                .isEqualTo(rules(SpendingLimits.NONE, 0));
    }

    private Reply moved(String path, long amount) {
        var body =
                "{\"wallet\":\"a\",\"asset\":\"NGN\",\"amount\":%d,\"account\":\"@external:bank\"}"
                        .formatted(amount);
        return edge.post(path, body, KEY, APP, OPERATOR);
    }

    /** An app without a file has no rules. */
    @Test
    void theBuiltInAppLimitsNothing() {
        var body = Script.expanded("{$T}");
        assertThat(terms(edge.post("/v1/transfers", body, KEY))).isEqualTo(Terms.FREE);
    }

    /** The fee is one leg, and there may be a hundred. */
    @Test
    void aTransferWithAFeeHasAtMostNinetyNineLegs() {
        var charging = new TestEdge(Map.of("apps-folder", "src/test/resources/charging"));
        charging.wallets.knows(new WalletReply.Done(Samples.wallet(), false));
        var app = "X-App: charging";
        assertThat(charging.post("/v1/transfers", legs(99), KEY, app, OPERATOR).status())
                .isEqualTo(202);
        assertThat(charging.wallets.executed.getLast().request().terms().fee()).isEqualTo(2);
        assertThat(charging.post("/v1/transfers", legs(100), KEY, app, OPERATOR).line())
                .startsWith("400 ")
                .contains("legs")
                .contains("at most 99");
    }

    private static String legs(int count) {
        return IntStream.range(0, count)
                .mapToObj(leg -> "{\"to\":\"w%d\",\"amount\":1}".formatted(leg))
                .collect(
                        Collectors.joining(
                                ",", "{\"from\":\"a\",\"asset\":\"NGN\",\"legs\":[", "]}"));
    }
}
