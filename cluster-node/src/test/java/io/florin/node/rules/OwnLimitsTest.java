package io.florin.node.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.WalletReply;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose limit counts, and how the refusal names it. */
class OwnLimitsTest {
    @Test
    void aWalletsOwnLimitGoesBeforeTheApps() {
        WalletScript.play(
                """
                open                        | Opened    | wallet v1
                deposit 1000                | Deposited | deposit -> 1000
                update day=50 once=40       | Updated   | open
                withdraw 41 once=100 k=A    | Refused   | limit_exceeded
                withdraw 40 once=10         | Withdrawn | withdrawal -> 960
                withdraw 11 day=500 k=B     | Refused   | limit_exceeded
                # Where it has none, the app's counts; where the app has none, its own.
                withdraw 10 month=49 k=C    | Refused   | limit_exceeded
                withdraw 10                 | Withdrawn | withdrawal -> 950
                # Blocking leaves the limits alone; naming an asset replaces its limits.
                update debits=allowed       | Updated   | open
                withdraw 1 k=D              | Refused   | limit_exceeded
                update day=60               | Updated   | open
                withdraw 10 once=9 k=E      | Refused   | limit_exceeded
                withdraw 10                 | Withdrawn | withdrawal -> 940
                update unlimited            | Updated   | open
                withdraw 60 day=60 k=F      | Refused   | limit_exceeded
                withdraw 900                | Withdrawn | withdrawal -> 40
                """);
    }

    /** Numbers only, and the limit's name says which it is. */
    @Test
    void theRefusalSaysWhichLimitAndHowFar() {
        var driven = new DrivenWallet(Phrases.ME, new Rules(Bounds.DEFAULT), 2);
        say(driven, "open");
        say(driven, "deposit 1000");
        say(driven, "withdraw 30");
        var facts = new HashMap<String, Map<String, Long>>();
        for (var limit : new String[] {"once=10", "day=40", "month=35 day=90"}) {
            if (say(driven, "withdraw 11 " + limit) instanceof WalletReply.Denied(Denial no, _)) {
                assertThat(no.why()).isEqualTo(Refusal.LIMIT_EXCEEDED);
                facts.put(limit, no.facts());
            }
        }
        assertThat(facts)
                .isEqualTo(
                        Map.of(
                                "once=10",
                                Map.of("limitPerOperation", 10L, "spent", 0L, "requested", 11L),
                                "day=40",
                                Map.of("limitPerDay", 40L, "spent", 30L, "requested", 11L),
                                "month=35 day=90",
                                Map.of("limitPerMonth", 35L, "spent", 30L, "requested", 11L)));
    }

    private static WalletReply say(DrivenWallet wallet, String phrase) {
        var request = Phrases.of(phrase, WalletScript.START).request();
        assertThat(request).as(phrase).isNotNull();
        if (request == null) throw new AssertionError(phrase);
        return switch (wallet.execute(request, WalletScript.START).outcome()) {
            case Decision.Replies(var reply) -> reply;
            case Decision.Unwritten(var reply) -> reply;
            case Decision.TurnedAway(var reply) -> reply;
            case Decision.Waits _, Decision.Impossible _, Decision.Silent _ ->
                    throw new AssertionError(phrase);
        };
    }
}
