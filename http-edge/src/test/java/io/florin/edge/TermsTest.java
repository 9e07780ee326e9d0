package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Terms;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On which terms a wallet is asked, by the rules in the app's file: {@code apps/miimii.conf}. */
class TermsTest {
    private static final String KEY = "Idempotency-Key: k1";
    private static final String APP = "X-App: miimii";
    private static final String OPERATOR = "X-Api-Key: " + TestEdge.OPERATOR_KEY;
    private static final String SCHEDULE = "miimii-2026-11";
    private static final SpendingLimits FIRST_TIER =
            new SpendingLimits(5_000_000L, 20_000_000L, 100_000_000L);

    private final TestEdge edge = new TestEdge(Map.of("apps-folder", "src/test/resources/apps"));

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
        var body = "{\"asset\":\"NGN\",\"amount\":5}";
        assertThat(terms(edge.post("/v1/wallets/a/holds", body, KEY, APP, OPERATOR)))
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
