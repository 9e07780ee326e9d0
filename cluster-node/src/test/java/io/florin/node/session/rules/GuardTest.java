package io.florin.node.session.rules;

import org.junit.jupiter.api.Test;

/** Tries at a secret that is looked at elsewhere: three, then a minute's lock. */
class GuardTest {
    @Test
    void theLastTryIsGrantedAndLocks() {
        SessionScript.play(
                """
                try 3          | 1 tries         | Tried
                try 3          | 2 tries         | Tried
                try 3          | 3 tries, locked | Tried
                try 3          | locked_out 60   | -
                wait 59.5s     | 3 tries, locked
                try 3          | locked_out 1    | -
                wait 0.5s      | -
                try 3          | 1 tries         | Tried
                """);
    }

    @Test
    void triesAreForgottenAMinuteAfterTheLast() {
        SessionScript.play(
                """
                try 3    | 1 tries | Tried
                wait 59s | 1 tries
                try 3    | 2 tries | Tried
                wait 59s | 2 tries
                wait 1s  | -
                try 3    | 1 tries | Tried
                """);
    }

    @Test
    void theRightSecretStartsOver() {
        SessionScript.play(
                """
                relent | - again         | -
                try 2  | 1 tries         | Tried
                try 2  | 2 tries, locked | Tried
                relent | -               | Relented
                relent | - again         | -
                try 2  | 1 tries         | Tried
                """);
    }

    /** A lock is not undone by a more generous rule, and a stricter one counts what was. */
    @Test
    void otherNumbersOfTriesCountTheSame() {
        SessionScript.play(
                """
                try 2  | 1 tries         | Tried
                try 1  | locked_out 60   | -
                try 2  | 2 tries, locked | Tried
                try 9  | locked_out 60   | -
                """);
    }
}
