package io.florin.node.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.rules.Rules.Known;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may touch their own wallet only neither moves another's money nor learns of it. */
class OwnershipTest {
    private static final Rules RULES = new Rules(Bounds.DEFAULT);

    @Test
    void theOwnerMayAndAnotherMayNot() {
        WalletScript.play(
                """
                open for=ann k=K1 by=ann      | Opened    | wallet v1
                deposit 100                   | Deposited | deposit -> 100
                hold h1 10 by=eve             | -         | forbidden           | 100/0
                hold h1 10 by=ann             | Held      | h1 held 0/0/10      | 100/10
                transfer t1 @fees:5 by=eve    | -         | forbidden           | 100/10
                transfer t1 @fees:5 by=ann    | Debited   | t1 completed        | 95/10
                release h1 by=eve             | -         | forbidden           | 95/10
                capture h1 1 bob k=K2 by=eve  | -         | forbidden           | 95/10
                update debits=blocked by=eve  | -         | forbidden           | 95/10
                deposit 1 by=eve              | -         | forbidden           | 95/10
                withdraw 1 by=eve             | -         | forbidden           | 95/10
                look by=eve                   | -         | forbidden
                show t1 by=eve                | -         | forbidden
                show-hold h1 by=eve           | -         | forbidden
                show t1 by=ann                | -         | t1 completed
                """);
    }

    /** Or one could find out what was asked under it, and what became of that. */
    @Test
    void anothersKeyOrIdShowsNoAnswer() {
        WalletScript.play(
                """
                open for=ann k=K1           | Opened  | wallet v1
                open for=ann k=K1 by=eve    | -       | forbidden
                open for=eve k=K1 by=eve    | -       | forbidden
                transfer t1 bob:1 k=K2      | Refused | insufficient_funds
                transfer t1 bob:1 k=K2 by=eve | -     | forbidden
                transfer t1 bob:1 k=K3 by=eve | -     | forbidden
                transfer t1 bob:2 k=K2 by=eve | -     | forbidden
                # Hers is none of the names, whatever the stranger asked.
                transfer t1 bob:1 k=K3 by=ann | Repeated | insufficient_funds again
                transfer t1 bob:1 k=K2 by=ann | -     | insufficient_funds again
                """);
    }

    /** What a stranger asks of a wallet that is not there yet is as if it had never been asked. */
    @Test
    void noNameOfAWalletToComeIsUsedUp() {
        WalletScript.play(
                """
                transfer t1 bob:1 k=K1 by=eve | -       | wallet_not_found
                hold h1 1 k=K2 by=eve         | -       | wallet_not_found
                open for=ann k=K1 by=eve      | -       | forbidden
                look by=eve                   | -       | wallet_not_found
                show t1 by=eve                | -       | wallet_not_found
                show-hold h1 by=eve           | -       | wallet_not_found
                open for=ann k=K1 by=ann      | Opened  | wallet v1
                deposit 5 k=K2                | Deposited | deposit -> 5
                transfer t1 @fees:1 by=ann    | Debited | t1 completed
                hold h1 1 by=ann              | Held    | h1 held 0/0/1
                """);
    }

    /** The operator's do use them up, as ever; not even they are shown to anybody else. */
    @Test
    void whatTheOperatorAskedBeforeIsKept() {
        WalletScript.play(
                """
                transfer t1 bob:1 k=K1        | Refused | wallet_not_found
                show t1 by=eve                | -       | wallet_not_found
                transfer t1 bob:2 k=K1 by=eve | -       | wallet_not_found
                open for=ann by=ann           | Opened  | wallet v2
                transfer t1 bob:2 k=K1 by=ann | -       | idempotency_key_reused
                transfer t1 bob:1 k=K1        | -       | wallet_not_found again
                """);
    }

    @Test
    void whoWasCreditedMayRefund() {
        WalletScript.play(
                """
                open for=ann                      | Opened   | wallet v1
                credit bob/t9/0 40                | Credited | accept bob/t9/0
                reverse bob/t9/0 10 as=r1 by=bob  | -        | forbidden
                reverse bob/t9/0 10 as=r1 by=ann  | Debited, ReversalCounted | waits, credit bob r1/0
                """);
    }

    @Test
    void whatASystemAccountWasPaidIsNotThePayersToTakeBack() {
        WalletScript.play(
                """
                open for=ann                 | Opened    | wallet v1
                deposit 10                   | Deposited | deposit -> 10
                transfer t1 @fees:10         | Debited   | t1 completed
                reverse t1/0 10 k=K1 by=ann  | -         | forbidden
                reverse t1/0 10 k=K1         | Refunded, ReversalCounted | made-1 completed
                """);
    }

    /** No look-up, and no question to the journal whether the wallet is up to date. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "transfer t1 bob:1 k=K1",
                "hold h1 1",
                "capture h1 1 bob k=K1",
                "release h1",
                "reverse bob/t9/0 1 k=K1",
                "deposit 1 ref=r1",
                "open for=eve k=K1",
                "look",
                "show t1",
                "show-hold h1"
            })
    void aStrangerIsTurnedAwayBeforeAnythingIsLookedUp(String words) {
        var wallet =
                WalletScript.play(
                                """
                                open for=ann | Opened
                                deposit 5    | Deposited
                                hold h1 1    | Held
                                hold h2 1    | Held
                                hold h3 1    | Held
                                """)
                        .wallet();
        var phrase = Phrases.of(words + " by=eve", WalletScript.START);
        var knowsNothing = new Recall(wallet.names(), Map.of());
        var request = phrase.request();
        if (request != null) {
            assertThat(
                            RULES.decide(
                                    wallet,
                                    Heard.NOTHING,
                                    request,
                                    knowsNothing,
                                    WalletScript.START))
                    .isInstanceOfSatisfying(
                            Known.class,
                            known ->
                                    assertThat(((Decision) known.value()).outcome())
                                            .isInstanceOf(Decision.TurnedAway.class)
                                            .matches(outcome -> !presumes(outcome)));
        } else {
            var inquiry = Objects.requireNonNull(phrase.inquiry());
            assertThat(RULES.answer(wallet, Heard.NOTHING, inquiry, knowsNothing))
                    .isInstanceOf(Known.class);
        }
    }

    private static boolean presumes(Object outcome) {
        return ((Decision.Outcome) outcome).presumesNothingNewer();
    }
}
