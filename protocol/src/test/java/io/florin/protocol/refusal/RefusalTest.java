package io.florin.protocol.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.Golden;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RefusalTest {
    /** Names are stored, codes are public, the order is the precedence: none may change unseen. */
    @Test
    void namesCodesAndOrderAreFrozen() {
        assertThat(Golden.lines("refusals.txt"))
                .as("golden/refusals.txt, as it is now")
                .isEqualTo(Arrays.stream(Refusal.values()).map(RefusalTest::line).toList());
    }

    private static String line(Refusal refusal) {
        return refusal.name() + " " + refusal.kind() + " " + refusal.code();
    }

    @Test
    void codesAreUniqueExceptWalletBlocked() {
        var codes =
                Arrays.stream(Refusal.values())
                        .map(Refusal::code)
                        .filter(code -> !code.equals("wallet_blocked"))
                        .toList();
        assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("[a-z_]+"));
    }

    @Test
    void onlyBlockedWalletsShareACode() {
        for (var refusal : Refusal.values()) {
            assertThat(refusal.code().equals("wallet_blocked"))
                    .isEqualTo(refusal.kind() == Refusal.Kind.BLOCKED);
        }
    }

    @Test
    void everySentenceHelps() {
        for (var refusal : Refusal.values()) {
            assertThat(refusal.sentence()).matches("[A-Z].*\\.");
        }
    }

    /** What says "ask again" must not be remembered as an answer. */
    @Test
    void whatIsUnavailableOrLimitedIsNoAnswer() {
        for (var refusal : Refusal.values()) {
            switch (refusal.kind()) {
                case UNAVAILABLE, LIMITED -> assertThat(refusal.isAnswer()).isFalse();
                case RULE, FUNDS, BLOCKED -> assertThat(refusal.isAnswer()).isTrue();
                case MALFORMED,
                        UNAUTHENTICATED,
                        FORBIDDEN,
                        NOT_FOUND,
                        METHOD,
                        CONFLICT,
                        TOO_LARGE,
                        MEDIA_TYPE,
                        BUG -> {}
            }
        }
    }
}
