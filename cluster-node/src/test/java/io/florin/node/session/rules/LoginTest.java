package io.florin.node.session.rules;

import static io.florin.node.session.rules.Phrases.secret;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A login: idle for a minute and it ends, after five it ends in any case. */
class LoginTest {
    @Test
    void itLivesWhileItIsRefreshed() {
        SessionScript.play(
                """
                look            | session_not_found
                refresh t1 t2   | session_not_found | -
                end logged_out  | session_not_found | -
                begin ann t1    | ann live          | Began
                wait 59s        | ann live
                refresh t1 t2   | ann live          | Refreshed
                wait 59s        | ann live
                refresh t2 t3   | ann live          | Refreshed
                wait 59.999999s | ann live
                wait 0.000001s  | ann expired
                refresh t3 t4   | session_ended     | -
                """);
    }

    @Test
    void itLivesNoLongerThanItsLife() {
        var script = SessionScript.play("begin ann t0 | ann live | Began");
        for (int n = 0; n < 5; n++) {
            script.then(
                    """
                    wait 50s        | ann live
                    refresh t%d t%d | ann live | Refreshed
                    """
                            .formatted(n, n + 1));
        }
        script.then(
                """
                wait 49s      | ann live
                wait 1s       | ann expired
                refresh t5 t6 | session_ended | -
                """);
    }

    @Test
    void anOlderTokenEndsItAndAStrangersDoesNot() {
        SessionScript.play(
                """
                begin ann t1     | ann live              | Began
                refresh t1 t2    | ann live              | Refreshed
                refresh t2 t3    | ann live              | Refreshed
                refresh x t4     | refresh_token_invalid | -
                look             | ann live
                refresh t1 t4    | refresh_token_reused  | Ended
                look             | ann ended token_reused
                refresh t3 t4    | session_ended         | -
                refresh t1 t4    | session_ended         | -
                refresh x t4     | session_ended         | -
                """);
    }

    /** Whoever did not hear the answer sends the same once more. */
    @Test
    void theExchangeMadeLastIsDoneAlready() {
        SessionScript.play(
                """
                begin ann t1  | ann live             | Began
                begin ann t1  | ann live again       | -
                begin bob t1  | session_exists       | -
                begin ann t2  | session_exists       | -
                refresh t1 t2 | ann live             | Refreshed
                refresh t1 t2 | ann live again       | -
                begin ann t1  | session_exists       | -
                refresh t2 t3 | ann live             | Refreshed
                refresh t1 t2 | refresh_token_reused | Ended
                begin ann t1  | session_exists       | -
                """);
    }

    @Test
    void itEndsOnce() {
        SessionScript.play(
                """
                begin ann t1         | ann live                   | Began
                end password_changed | ann ended password_changed | Ended
                end logged_out       | ann ended password_changed again | -
                wait 10m             | ann ended password_changed
                """);
        SessionScript.play(
                """
                begin ann t1   | ann live          | Began
                wait 1m        | ann expired
                end logged_out | ann expired again | -
                """);
    }

    @Test
    void onceItIsOverTheSessionTakesNothing() {
        SessionScript.play(
                """
                begin ann t1       | ann live                  | Began
                converse menu 3000 | ann live, in menu         | Conversed
                try 3              | ann live, in menu, 1 tries | Tried
                end revoked        | ann ended revoked, 1 tries | Ended
                converse menu 3000 | session_ended             | -
                try 3              | session_ended             | -
                issue 777 3        | id_reused                 | -
                silence            | ann ended revoked, 1 tries again | -
                """);
    }

    @Test
    void timeDoesNotGoBack() {
        SessionScript.play(
                """
                wait 1h        | session_not_found
                begin ann t1   | ann live    | Began
                back 30m       | ann live
                refresh t1 t2  | ann live    | Refreshed
                wait 30m       | ann live
                wait 1m        | ann expired
                """);
    }

    @Test
    void theLast64TokensAreKnownAgain() {
        var older = OlderTokens.NONE;
        for (int n = 0; n < 100; n++) {
            older = older.plus(secret("t" + n));
            assertThat(older.endsWith(secret("t" + n))).isTrue();
        }
        assertThat(older.contains(secret("t35"))).isFalse();
        for (int n = 36; n < 100; n++) assertThat(older.contains(secret("t" + n))).isTrue();
        assertThat(older.halves()).hasSize(64 * 16);
        assertThat(OlderTokens.of(older.halves())).isEqualTo(older);
    }

    @Test
    void aTokenTooOldToBeKnownIsAStrangers() {
        var script = SessionScript.play("begin ann t0 | ann live | Began");
        for (int n = 0; n < 65; n++) {
            script.then("refresh t%d t%d | ann live | Refreshed".formatted(n, n + 1));
        }
        script.then("refresh t0 x | refresh_token_invalid | -");
        script.then("refresh t1 x | refresh_token_reused  | Ended");
    }
}
