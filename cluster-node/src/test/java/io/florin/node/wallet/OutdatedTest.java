package io.florin.node.wallet;

import static io.florin.node.wallet.WalletProcessTest.OPEN;

import org.junit.jupiter.api.Test;

/** What an incarnation does that another one has overtaken, as the simulation found it. */
class OutdatedTest {
    /** It has no open transfer of that name, so it would say that it has ended, still pending. */
    @Test
    void whatALookUpFindsNewerIsNotUnderstoodWithAnOldState() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        another: transfer t1 bob:40 k=A | writes Debited
                        a: transfer t1 bob:40 k=A | -
                        flush                     | looks up A t/t1
                        found                     | a hears unavailable (not taken), stops
                        """);
    }

    /** No write of it would fail, so it could be said for ever. */
    @Test
    void aRefusalThatIsNotWrittenIsSaidOnlyIfNothingIsNewer() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: release h1      | -
                        flush              | looks up h/h1
                        found              | looks up  + number
                        found              | a hears hold_not_found
                        b: release h1      | -
                        flush              | looks up h/h1
                        found              | looks up  + number
                        another: hold h1 5 | writes Held
                        found              | b hears unavailable (not taken), stops
                        """);
    }

    @Test
    void aConfirmOfALegThatOnlyANewerIncarnationReceived() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        confirm bob/t9/0          | -
                        flush                     | looks up c/bob/t9/0 f/bob/t9/0
                        another: deposit 1 k=B    | writes Deposited
                        found                     | looks up  + number
                        found                     | stops
                        """);
    }

    @Test
    void aConfirmOfALegThatNobodyReceivedIsACorruptHistory() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        confirm bob/t9/0   | -
                        flush              | looks up c/bob/t9/0 f/bob/t9/0
                        found              | looks up  + number
                        found              | stops: The wallet's history contradicts itself: \
                        confirmed, but never received: LegName[from=app/bob, transfer=t9, leg=0]
                        """);
    }

    /** Decided again, it would be refused because of what it has done itself. */
    @Test
    void aNamelessCommandWhoseWriteIsInDoubtStaysInDoubt() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        a: hold h1 5       | -
                        b: release h1      | -
                        flush              | looks up h/h1
                        found              | writes Held, Released
                        lost               | -
                        recovered          | -
                        flush              | looks up h/h1
                        found              | a hears h1 held 0/0/5 again, b hears in doubt
                        """);
    }

    /**
     * The failed write may still be on its way, and a refusal that is not written cannot stop it.
     */
    @Test
    void whatIsInDoubtIsNotRefusedWithoutAWrite() {
        ProcessScript.play(
                        """
                        recovered          | -
                        o: open            | -
                        a: deposit 5 ref=R | -
                        flush              | writes Opened, Deposited
                        """)
                .then(
                        """
                        fails              | -
                        recovered          | -
                        flush              | o hears in doubt, a hears in doubt
                        """);
    }

    /** Whose a wallet is never changes, and what a stranger asks is in no write. */
    @Test
    void aStrangerIsTurnedAwayWhateverIsNewerOrInDoubt() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        another: hold h1 5               | writes Held
                        e: transfer t1 bob:40 k=A by=eve | -
                        flush                            | e hears forbidden
                        """);
        ProcessScript.play(OPEN)
                .then(
                        """
                        f: release h1 by=eve | -
                        a: hold h1 5         | -
                        flush                | looks up h/h1
                        found                | writes Held
                        lost                 | -
                        recovered            | -
                        flush                | looks up h/h1
                        found                | f hears forbidden, a hears h1 held 0/0/5 again
                        """);
    }

    /** While a wallet that is not there may be there for somebody else. */
    @Test
    void thatAWalletIsNobodysIsSaidOnlyIfNothingIsNewer() {
        ProcessScript.play(
                """
                recovered              | -
                e: hold h1 1 by=eve    | -
                flush                  | looks up  + number
                found                  | e hears wallet_not_found
                another: open for=eve  | writes Opened
                f: hold h1 1 by=eve    | -
                flush                  | looks up  + number
                found                  | f hears unavailable (not taken), stops
                """);
    }

    /** The hold is due some time, and only an incarnation that knows it can see to that. */
    @Test
    void aSweeperThatKnowsMoreShowsThatItIsOutdated() {
        ProcessScript.play(OPEN)
                .then(
                        """
                        swept              | -
                        flush              | looks up  + number
                        found              | -
                        another: hold h1 5 | writes Held
                        swept              | -
                        flush              | looks up  + number
                        found              | stops
                        """);
    }
}
