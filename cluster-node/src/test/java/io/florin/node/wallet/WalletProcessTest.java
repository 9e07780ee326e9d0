package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.wallet.WalletReply.Done;
import org.junit.jupiter.api.Test;

/** A process that nothing befalls: batches, look-ups, alarms. */
class WalletProcessTest {
    static final String OPEN =
            """
            recovered                 | -
            o: open k=O               | -
            d: deposit 100 k=D ref=R  | -
            flush                     | writes Opened, Deposited
            written                   | o hears wallet v1, d hears deposit -> 100
            """;

    /** The same, with a transfer that bob has not answered. */
    static final String SENT =
            OPEN
                    + """
                    a: transfer t1 bob:40 within=10m | -
                    flush                            | looks up t/t1
                    found                            | writes Debited
                    written                          | credit bob t1/0
                    """;

    @Test
    void whatComesWhileAWriteIsOutstandingIsDecidedTogetherForOneWrite() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 30 k=A | -
                        flush              | looks up A
                        b: withdraw 60 k=B | -
                        found              | writes Withdrawn
                        c: withdraw 60 k=C | -
                        flush              | -
                        e: withdraw 10 k=E | -
                        written            | a hears withdrawal -> 70
                        flush              | looks up B C E
                        # Each against what the ones before it leave.
                        found              | writes Withdrawn, Refused, Withdrawn
                        written            | b hears withdrawal -> 10, \
                        c hears insufficient_funds, e hears withdrawal -> 0
                        unanswered         | -
                        """);
    }

    @Test
    void oneWriteDecidesAtMostABatch() {
        var usual = ProcessScript.settings(100);
        new ProcessScript(new ProcessSettings(usual.bounds(), 100, 100, 2, 100, 100, 1_000, 15_000))
                .then(OPEN)
                .then(
                        """
                        a: withdraw 1 k=A | -
                        b: withdraw 2 k=B | -
                        c: withdraw 3 k=C | -
                        flush             | writes Withdrawn, Withdrawn
                        written           | a hears withdrawal -> 99, b hears withdrawal -> 97
                        flush             | writes Withdrawn
                        written           | c hears withdrawal -> 94
                        """);
    }

    @Test
    void aRepeatInTheSameBatchMeetsTheFirst() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 30 k=A       | -
                        b: withdraw 30 k=A       | -
                        c: withdraw 31 k=A       | -
                        e: transfer t1 bob:10    | -
                        f: transfer t1 bob:10    | -
                        flush                    | looks up A t/t1
                        found                    | writes Withdrawn, Debited
                        written                  | a hears withdrawal -> 70, \
                        b hears withdrawal -> 70 again, c hears idempotency_key_reused, \
                        credit bob t1/0
                        accepted t1/0            | -
                        flush                    | e hears t1 completed, f hears t1 completed again
                        """);
    }

    @Test
    void aWalletThatRemembersEveryNameAsksNobody() {
        new ProcessScript(ProcessScript.settings(10))
                .then(OPEN)
                .then(
                        """
                        a: withdraw 30 k=A | -
                        flush              | writes Withdrawn
                        written            | a hears withdrawal -> 70
                        # A name that is remembered was stored: what was answered then is looked up.
                        b: withdraw 30 k=A | -
                        flush              | looks up A
                        found              | b hears withdrawal -> 70 again
                        """);
    }

    @Test
    void whatWasNotRememberedNeedsASecondQuestion() {
        ProcessScript.play(SENT)
                .then(
                        """
                        accepted t1/0                  | -
                        flush                          | a hears t1 completed
                        wait 0.1s                      | writes Settled
                        written                        | -
                        b: transfer t1 bob:40          | -
                        c: show t1                     | -
                        flush                          | looks up t/t1
                        found                          | looks up e/t1/*
                        found                          | b hears t1 completed again, \
                        c hears t1 completed
                        """);
    }

    @Test
    void aDuplicateIsKnownAfterAnHourAndTenThousandTransfers() {
        var script = ProcessScript.play(OPEN);
        script.then("m: deposit 1000000 k=M | -\nflush | looks up M\nfound | writes Deposited\n");
        script.then("written | m hears deposit -> 1000100\n");
        script.then(
                """
                a: transfer t0 bob:40 k=T0 | -
                flush                      | looks up T0 t/t0
                found                      | writes Debited
                written                    | credit bob t0/0
                accepted t0/0              | -
                flush                      | a hears t0 completed
                """);
        for (int i = 1; i <= 10_000; i++) {
            script.tell("c%d: transfer t%d carol:1 k=T%d within=1m".formatted(i, i, i));
            if (i % 50 > 0) continue;
            script.tell("flush");
            script.tell("found");
            script.tell("written");
            for (int sent = i - 49; sent <= i; sent++) {
                script.tell("accepted t%d/0".formatted(sent));
            }
            script.tell("wait 18s");
        }
        script.tell("wait 1s");
        script.tell("written");
        script.then(
                """
                b: transfer t0 bob:40 k=T0 | -
                c: transfer t0 bob:41 k=T0 | -
                e: transfer t0 bob:40      | -
                f: transfer t0 bob:41      | -
                flush                      | looks up T0 t/t0
                found                      | looks up e/t0/*
                found                      | b hears t0 completed again, \
                c hears idempotency_key_reused, e hears t0 completed again, f hears id_reused
                accepted t0/0              | -
                flush                      | -
                unanswered                 | -
                """);
        var first = (Done) script.heardBy("a");
        assertThat(script.heardBy("b")).isEqualTo(new Done(first.answer(), true));
        assertThat(script.past().all()).hasSizeGreaterThan(20_000);
    }

    @Test
    void aHoldThatIsDueEndsByItself() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: hold h1 60 for=30s | -
                        flush                 | looks up h/h1
                        found                 | writes Held
                        written               | a hears h1 held 0/0/60
                        alarm                 | in 30000 ms
                        wait 29s              | -
                        wait 1s               | writes Released
                        written               | -
                        alarm                 | never
                        """);
    }

    @Test
    void aLookIsAnsweredFromWhatIsDurable() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: withdraw 30 k=A | -
                        b: look            | -
                        flush              | looks up A
                        found              | writes Withdrawn
                        c: look            | -
                        flush              | -
                        written            | a hears withdrawal -> 70, b hears wallet v3
                        flush              | c hears wallet v3
                        e: look fresh      | -
                        flush              | looks up  + number
                        found              | e hears wallet v3
                        """);
    }

    /** Or its alarm would ring again and again until the journal has answered. */
    @Test
    void whileItIsBusyWithTheJournalItDoesNotAskForWhatItCouldNotDo() {
        ProcessScript.play(SENT)
                .then(
                        """
                        h: hold h1 10 for=1s    | -
                        flush                   | looks up h/h1
                        found                   | writes Held
                        written                 | h hears h1 held 0/0/10
                        accepted t1/0           | -
                        flush                   | a hears t1 completed
                        alarm                   | in 100 ms
                        b: withdraw 1 k=B       | -
                        flush                   | looks up B
                        c: withdraw 1 k=C       | -
                        attend                  | -
                        wait 2s                 | -
                        alarm                   | never
                        found                   | writes Released, Withdrawn, Settled
                        alarm                   | never
                        written                 | b hears withdrawal -> 59
                        attend                  | looks up C
                        """);
    }
}
