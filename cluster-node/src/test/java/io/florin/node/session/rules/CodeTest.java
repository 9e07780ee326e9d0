package io.florin.node.session.rules;

import org.junit.jupiter.api.Test;

/** A one-time code: good for a minute, once. */
class CodeTest {
    @Test
    void theRightCodeSucceedsOnce() {
        SessionScript.play(
                """
                verify 777  | code_not_found | -
                issue 777 3 | code 3 left    | CodeIssued
                verify 777  | code used      | CodeUsed
                verify 777  | code_used      | -
                verify 778  | code_used      | -
                wait 2m     | code used
                verify 777  | code_used      | -
                """);
    }

    @Test
    void wrongTriesAreCounted() {
        SessionScript.play(
                """
                issue 777 3 | code 3 left    | CodeIssued
                verify 1    | code_wrong 2   | CodeMissed
                verify 2    | code_wrong 1   | CodeMissed
                look        | code 1 left
                verify 3    | code_wrong 0   | CodeMissed
                verify 777  | code_exhausted | -
                verify 4    | code_exhausted | -
                """);
    }

    @Test
    void itExpiresToTheMicrosecond() {
        SessionScript.play(
                """
                issue 777 3     | code 3 left  | CodeIssued
                wait 59.999999s | code 3 left
                verify 1        | code_wrong 2 | CodeMissed
                wait 0.000001s  | code 2 left
                verify 777      | code_expired | -
                """);
        SessionScript.play(
                """
                issue 777 3     | code 3 left  | CodeIssued
                wait 59.999999s | code 3 left
                verify 777      | code used    | CodeUsed
                """);
    }

    @Test
    void aTryUnderAKeyHasOneOutcomeForEver() {
        SessionScript.play(
                """
                issue 777 2    | code 2 left            | CodeIssued
                verify 1 k=A   | code_wrong 1           | CodeMissed
                verify 1 k=A   | code_wrong 1           | -
                verify 777 k=A | idempotency_key_reused | -
                verify 777 k=B | code used              | CodeUsed
                verify 777 k=B | code used again        | -
                verify 1 k=B   | idempotency_key_reused | -
                verify 1 k=A   | code_wrong 1           | -
                verify 777 k=C | code_used              | -
                verify 777     | code_used              | -
                wait 2m        | code used
                verify 777 k=B | code used again        | -
                verify 777 k=D | code_used              | -
                """);
    }

    @Test
    void aRepeatOfTheIssueKeepsTheFirstCode() {
        SessionScript.play(
                """
                issue 777 3     | code 3 left       | CodeIssued
                verify 1        | code_wrong 2      | CodeMissed
                issue 888 3     | code 2 left again | -
                issue 888 3 bob | id_reused         | -
                verify 888      | code_wrong 1      | CodeMissed
                verify 777      | code used         | CodeUsed
                issue 888 3     | code used again   | -
                """);
    }

    @Test
    void whereACodeIsNothingElseMayBe() {
        SessionScript.play(
                """
                issue 777 3      | code 3 left            | CodeIssued
                begin ann t1     | session_exists         | -
                converse menu 30 | id_reused              | -
                try 3            | id_reused              | -
                refresh t1 t2    | session_not_found      | -
                silence          | conversation_not_found | -
                relent           | code 3 left again      | -
                """);
        SessionScript.play(
                """
                converse menu 30 | in menu   | Conversed
                issue 777 3      | id_reused | -
                """);
        SessionScript.play(
                """
                try 3       | 1 tries   | Tried
                issue 777 3 | id_reused | -
                """);
    }
}
