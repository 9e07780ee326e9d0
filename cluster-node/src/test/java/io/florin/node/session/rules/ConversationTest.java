package io.florin.node.session.rules;

import org.junit.jupiter.api.Test;

/** A conversation ends by itself, when it is told to, and with its login. */
class ConversationTest {
    @Test
    void itLivesAsLongAsItWasLastTold() {
        SessionScript.play(
                """
                silence          | conversation_not_found | -
                converse menu 30 | in menu                | Conversed
                wait 29s         | in menu
                converse pay 10  | in pay                 | Conversed
                wait 9.999999s   | in pay
                wait 0.000001s   | -
                converse menu 30 | in menu                | Conversed
                """);
    }

    @Test
    void itEndsWhenItIsTold() {
        SessionScript.play(
                """
                converse menu 30 | in menu | Conversed
                silence          | -       | Silenced
                silence          | - again | -
                converse menu 30 | in menu | Conversed
                wait 30s         | -
                silence          | - again | -
                """);
    }

    @Test
    void itEndsWithItsLogin() {
        SessionScript.play(
                """
                converse menu 3000 | in menu           | Conversed
                begin ann t1       | ann live, in menu | Began
                wait 1m            | ann expired
                converse menu 3000 | session_ended     | -
                """);
    }
}
