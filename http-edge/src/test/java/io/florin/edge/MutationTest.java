package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a good request is spoilt, the answer is never a 5xx, and what was refused by the edge
 * never reached a wallet.
 */
class MutationTest {
    private static final int ROUNDS = 1_000;

    private static final List<String> GOOD =
            List.of(
                    "/v1/wallets {\"id\":\"w\",\"owner\":\"o\",\"overdraftLimits\":{\"USD\":5}}",
                    "/v1/transfers {$T,\"id\":\"t\",\"memo\":\"m\",\"metadata\":{\"a\":\"b\"}}",
                    "/v1/transfers {$T-to-amount,\"legs\":[{\"to\":\"b\",\"amount\":1}]}",
                    "/v1/transfers/bulk {\"transfers\":[{$T,\"id\":\"t\"},{$T,\"id\":\"u\"}]}",
                    "/v1/transfers/t1/reversal {\"from\":\"a\",\"amount\":1,\"leg\":0}",
                    "/v1/deposits {$M,\"reference\":\"r\"}",
                    "/v1/wallets/a/holds {$H,\"expiresInSeconds\":9}",
                    "/v1/wallets/a/holds/h/capture {\"to\":\"b\",\"amount\":1,\"final\":true}");

    private static final List<String> SPOILERS =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\"",
                    "\\",
                    "null",
                    "true",
                    "1e9",
                    "-1",
                    "0.5",
                    "9007199254740993",
                    "\"\\ud800\"",
                    "\"\\u0000\"",
                    "\u0000",
                    "ä",
                    "@transit",
                    "{\"a\":1}",
                    "[[[[]]]]",
                    "\"id\":",
                    "\"from\":",
                    "\"amount\":",
                    "\ud83d\ude00");

    private final TestEdge edge = new TestEdge();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20260304})
    void aSpoiltRequestIsRefusedBeforeAnyWallet(long seed) {
        var random = new Random(seed);
        edge.wallets.knows(new Done(Samples.transfer(), false));
        edge.wallets.replies(new Denied(Denial.of(Refusal.WALLET_CLOSED), false));
        for (int round = 0; round < ROUNDS; round++) {
            String[] good = GOOD.get(random.nextInt(GOOD.size())).split(" ", 2);
            String body = spoilt(Script.expanded(good[1]), random);
            edge.wallets.executed.clear();
            var reply =
                    edge.post(
                            good[0],
                            body,
                            "Idempotency-Key: k",
                            "X-Api-Key: " + TestEdge.OPERATOR_KEY);
            String story = "seed %d, round %d: %s %s".formatted(seed, round, good[0], body);
            assertThat(reply.status()).as(story).isLessThan(500);
            boolean byTheEdge = reply.status() == 400 || reply.status() == 422;
            if (byTheEdge) assertThat(edge.wallets.executed).as(story).isEmpty();
        }
    }

    private static String spoilt(String body, Random random) {
        var text = new StringBuilder(body);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(text.length() + 1);
            int length = Math.min(random.nextInt(6), text.length() - at);
            String spoiler = SPOILERS.get(random.nextInt(SPOILERS.size()));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, spoiler);
                case 1 -> text.delete(at, at + length);
                case 2 -> text.replace(at, at + length, spoiler);
                default -> text.insert(at, text.substring(at, at + length));
            }
        }
        return text.toString();
    }
}
