package io.florin.node.wallet;

import static io.florin.node.wallet.WalletProcessTest.OPEN;
import static io.florin.node.wallet.WalletProcessTest.SENT;

import org.junit.jupiter.api.Test;

/** Failed writes and look-ups, and other incarnations. */
class MishapTest {
    @Test
    void afterAFailedWriteTheOlderWorkComesFirstAndEachCallerIsAnsweredOnce() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 60 k=A | -
                        b: show t9         | -
                        flush              | looks up A t/t9
                        found              | writes Withdrawn
                        c: withdraw 60 k=C | -
                        fails              | -
                        e: withdraw 40 k=E | -
                        recovered          | -
                        flush              | looks up A C E t/t9
                        found              | writes Withdrawn, Refused, Withdrawn
                        written            | a hears withdrawal -> 40, \
                        b hears transfer_not_found, c hears insufficient_funds, \
                        e hears withdrawal -> 0
                        unanswered         | -
                        """);
    }

    @Test
    void whatOnlyANewerReleaseCanReadEndsTheWalletAndAllAreToldWhy() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 60 k=A | -
                        flush              | looks up A
                        found              | writes Withdrawn
                        b: look            | -
                        fails              | -
                        unreadable         | a hears in doubt, \
                        b hears history_unreadable (not taken), stops
                        c: look            | c hears history_unreadable (not taken)
                        unanswered         | -
                        """);
    }

    @Test
    void aWriteThatWasDurableAfterAllIsNotDoneAgain() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 60 k=A    | -
                        b: transfer t1 bob:5  | -
                        c: hold ~h1 5 k=C     | -
                        e: reverse bob/t9/0 1 as=r1 k=E | -
                        flush                 \
                        | looks up A C E c/bob/t9/0 f/bob/t9/0 r/bob/t9/0/* t/t1 t/t9
                        found                 | writes Withdrawn, Debited, Held, Refused
                        lost                  | -
                        recovered             | credit bob t1/0
                        flush                 \
                        | looks up A C E c/bob/t9/0 f/bob/t9/0 r/bob/t9/0/* t/t1 t/t9
                        found                 | a hears withdrawal -> 40 again, \
                        c hears h1 held 0/0/5 again, e hears transfer_not_found again
                        accepted t1/0         | -
                        flush                 | b hears t1 completed again
                        unanswered            | -
                        """);
    }

    @Test
    void nothingIsSentOrSaidOfAWriteThatFailed() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: transfer t1 bob:40 | -
                        flush                 | looks up t/t1
                        found                 | writes Debited
                        fails                 | -
                        wait 1h               | -
                        recovered             | -
                        """);
    }

    @Test
    void whoeverWaitsGoesOnWaitingWhenTheWalletRecovers() {
        ProcessScript.play(SENT)
                .then(
                        """
                        b: withdraw 1 k=B  | -
                        flush              | looks up B
                        found              | writes Withdrawn
                        fails              | -
                        recovered          | credit bob t1/0
                        alarm              | in 1000 ms
                        accepted t1/0      | -
                        flush              | looks up B
                        found              | writes Withdrawn, Settled
                        written            | b hears withdrawal -> 59, a hears t1 completed
                        """);
    }

    @Test
    void whatWasHeardIsHeardAgainAfterItsRecordFailed() {
        ProcessScript.play(SENT)
                .then(
                        """
                        declined t1/0 destination_full | -
                        flush              | writes Returned
                        fails              | -
                        recovered          | credit bob t1/0
                        # It was kept, like any other work.
                        flush              | writes Returned
                        fails              | -
                        recovered          | credit bob t1/0
                        declined t1/0 destination_full | -
                        flush              | writes Returned
                        written            | a hears destination_full
                        """);
    }

    @Test
    void twoIncarnationsNeverBothDecide() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 80 k=A | -
                        flush              | looks up A
                        found              | writes Withdrawn
                        another: withdraw 90 k=B | writes Withdrawn
                        # The number of its event is taken.
                        fails              | -
                        recovered          | -
                        flush              | looks up A
                        found              | writes Refused
                        written            | a hears insufficient_funds
                        """);
    }

    /** The same request had gone to a newer incarnation while this one slept. */
    @Test
    void aSleeperWakesUpToTheAnswerThatWasGiven() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: transfer t1 bob:40 k=A | -
                        flush              | looks up A t/t1
                        found              | writes Debited
                        another: transfer t1 bob:40 k=A | writes Debited
                        fails              | -
                        recovered          | credit bob t1/0
                        flush              | looks up A t/t1
                        found              | -
                        accepted t1/0      | -
                        flush              | a hears t1 completed again
                        """);
    }

    /** Messages of an old incarnation of bob, paused for an hour, when all of it is forgotten. */
    @Test
    void whatAnOldIncarnationSaysChangesNothing() {
        ProcessScript.play(SENT)
                .then(
                        """
                        credit bob/t8/0 7           | -
                        credit bob/t9/0 8 promised  | -
                        cancel bob/t9/0             | -
                        cancel bob/t7/0             | -
                        accepted t1/0               | -
                        flush                       | looks up c/bob/t7/0 c/bob/t8/0 c/bob/t9/0 \
                        f/bob/t7/0 f/bob/t9/0
                        found                       | writes Credited, Received, LegCancelled, \
                        LegCancelled, Settled
                        written                     | accept bob/t8/0, accept bob/t9/0, \
                        forgotten bob/t9/0, forgotten bob/t7/0, a hears t1 completed
                        wait 1h                     | -
                        credit bob/t8/0 7           | -
                        credit bob/t9/0 8 promised  | -
                        cancel bob/t9/0             | -
                        credit bob/t7/0 9           | -
                        accepted t1/0               | -
                        declined t1/0 destination_full | -
                        flush                       | looks up c/bob/t7/0 c/bob/t8/0 c/bob/t9/0 \
                        f/bob/t9/0
                        found                       | accept bob/t8/0, accept bob/t9/0, \
                        forgotten bob/t9/0, decline bob/t7/0 leg_cancelled
                        """);
    }

    @Test
    void withoutTheJournalsAnswerNothingIsGuessed() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 30 k=A | -
                        b: show t1         | -
                        credit bob/t1/0 4  | -
                        flush              | looks up A c/bob/t1/0 t/t1
                        c: withdraw 1 k=C  | -
                        # What waited is not to blame: it asks for itself.
                        looks-up-in-vain   | a hears unavailable (not taken), \
                        b hears unavailable (not taken), looks up C
                        found              | writes Withdrawn
                        written            | c hears withdrawal -> 99
                        """);
    }

    @Test
    void anAnswerToAnEarlierQuestionIsNotListenedTo() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 30 k=A | -
                        flush              | looks up A
                        found-late         | -
                        found              | writes Withdrawn
                        found              | -
                        looks-up-in-vain   | -
                        fails              | -
                        recovered          | -
                        found              | -
                        flush              | looks up A
                        """);
    }

    @Test
    void aFreshLookFindsOutThatSomebodyElseHasWritten() {
        ProcessScript.play(SENT)
                .then(
                        """
                        another: deposit 1 k=B | writes Deposited
                        b: look                | -
                        flush                  | b hears wallet v3
                        c: look fresh          | -
                        e: withdraw 1 k=E      | -
                        flush                  | looks up E + number
                        f: look                | -
                        found                  | c hears unavailable (not taken), \
                        e hears unavailable (not taken), f hears unavailable (not taken), \
                        a hears in doubt, stops
                        g: look                | g hears busy (not taken)
                        """);
    }

    /** 503 would say that nothing will happen; but its first write may have been durable. */
    @Test
    void whoseWriteFailedIsInDoubtFromThenOnUnlessItIsDecided() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 1 k=A within=1s | -
                        b: withdraw 2 k=B           | -
                        c: look                     | -
                        flush                       | looks up A B
                        found                       | writes Withdrawn, Withdrawn
                        e: withdraw 3 k=E within=1s | -
                        lost                        | -
                        wait 2s                     | -
                        recovered                   | -
                        f: withdraw 4 k=F           | -
                        flush                       | a hears in doubt, e hears busy (not taken), \
                        looks up B F
                        looks-up-in-vain            | b hears in doubt, \
                        c hears unavailable (not taken), f hears unavailable (not taken)
                        """);
    }

    @Test
    void nobodyIsToldThatItWasNotTakenWhenTheWalletTurnsOutToBeOutdated() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 1 k=A         | -
                        flush                     | looks up A
                        found                     | writes Withdrawn
                        fails                     | -
                        recovered                 | -
                        b: look fresh             | -
                        c: withdraw 1 k=C         | -
                        flush                     | looks up A C + number
                        another: withdraw 1 k=A   | writes Withdrawn
                        found                     | a hears in doubt, \
                        b hears unavailable (not taken), c hears unavailable (not taken), stops
                        """);
    }
}
