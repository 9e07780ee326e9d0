package io.florin.node.rules;

import org.junit.jupiter.api.Test;

/** Holds end once: captured in parts, released, or expired, never early. */
class HoldTest {
    private static final String OPEN =
            """
            open                             | Opened
            deposit 100                      | Deposited
            """;

    @Test
    void aHoldTakesMoneyOutOfReachUntilItIsReleased() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold h1 60           | Held     | h1 held 0/0/60       | 100/60
                        hold h1 60           | -        | h1 held 0/0/60 again | 100/60
                        hold h1 61           | -        | id_reused            | 100/60
                        withdraw 41 k=K1     | Refused  | insufficient_funds   | 100/60
                        hold h2 41           | Refused  | insufficient_funds   | 100/60
                        hold h2 41           | -        | insufficient_funds again | 100/60
                        show-hold h1         | -        | h1 held 0/0/60       | 100/60
                        release h1 k=K2      | Released | h1 released 0/0/0    | 100/0
                        release h1 k=K2      | -        | h1 released 0/0/0 again | 100/0
                        release h1 k=K3      | Refused  | hold_finished        | 100/0
                        capture h1 1 @fees as=c1 k=K4 | Refused | hold_finished | 100/0
                        show-hold h1         | -        | h1 released 0/0/0    | 100/0
                        # Its name is for ever, and so is its first answer.
                        hold h1 60           | -        | h1 held 0/0/60 again | 100/0
                        show-hold h3         | -        | hold_not_found       | 100/0
                        release h3 k=K5      | Refused  | hold_not_found       | 100/0
                        # One that was refused never was.
                        release h2 k=K6      | Refused  | hold_not_found       | 100/0
                        withdraw 100 k=K7    | Withdrawn | withdrawal -> 0     | 0/0
                        """);
    }

    @Test
    void aSystemAccountCapturesAtOnceInPartsUntilTheLast() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold h1 60                          | Held \
                        | h1 held 0/0/60 | 100/60
                        capture h1 20 @fees as=c1 k=K1      | Debited \
                        | c1 completed, h1 held 20/0/40 | 80/40
                        capture h1 20 @fees as=x k=K1       | - \
                        | c1 completed, h1 held 20/0/40 again | 80/40
                        capture h1 21 @fees as=x k=K1       | - \
                        | idempotency_key_reused | 80/40
                        capture h1 41 @fees as=c2 k=K2      | Refused \
                        | capture_exceeds_hold | 80/40
                        capture h1 15 @fees as=c3 k=K3 last | Debited \
                        | c3 completed, h1 captured 35/0/0 | 65/0
                        capture h1 1 @fees as=c4 k=K4       | Refused \
                        | hold_finished | 65/0
                        # The first part is told as it was.
                        capture h1 20 @fees as=x k=K1       | - \
                        | c1 completed, h1 held 20/0/40 again | 65/0
                        release h1 k=K5                     | Refused \
                        | hold_finished | 65/0
                        hold h2 65                          | Held \
                        | h2 held 0/0/65 | 65/65
                        capture h2 all @fees as=c5 k=K6     | Debited \
                        | c5 completed, h2 captured 65/0/0 | 0/0
                        """);
    }

    @Test
    void aWalletCapturesOnceItHasAccepted() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold h1 60                    | Held \
                        | h1 held 0/0/60 | 100/60
                        capture h1 20 bob as=c1 k=K1  | Debited \
                        | waits, credit bob c1/0 | 80/40
                        show-hold h1                  | - \
                        | h1 held 0/20/40 | 80/40
                        capture h1 20 bob as=x k=K1   | - \
                        | waits again | 80/40
                        accepted c1/0                 | Settled \
                        | => c1 completed, h1 held 20/0/40 | 80/40
                        accepted c1/0                 | - \
                        | - | 80/40
                        capture h1 all bob as=c2 k=K2 | Debited \
                        | waits, credit bob c2/0 | 40/0
                        capture h1 1 bob as=c3 k=K3   | Refused \
                        | capture_exceeds_hold | 40/0
                        accepted c2/0                 | Settled \
                        | => c2 completed, h1 captured 60/0/0 | 40/0
                        capture h1 20 bob as=x k=K1   | - \
                        | c1 completed, h1 held 20/0/40 again | 40/0
                        """);
    }

    @Test
    void aCaptureThatWasRefusedIsInTheHoldAgain() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold h1 60                    | Held \
                        | h1 held 0/0/60 | 100/60
                        capture h1 20 bob as=c1 k=K1  | Debited \
                        | waits, credit bob c1/0 | 80/40
                        declined c1/0 destination_full | Returned \
                        | => destination_full | 100/60
                        show-hold h1                  | - \
                        | h1 held 0/0/60 | 100/60
                        capture h1 20 bob as=x k=K1   | - \
                        | destination_full again | 100/60
                        release h1                    | Released \
                        | h1 released 0/0/0 | 100/0
                        """);
    }

    @Test
    void aLastCaptureFreesTheRestOnlyWhenItIsAccepted() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold h1 60                        | Held \
                        | h1 held 0/0/60 | 100/60
                        capture h1 20 bob as=c1 k=K1 last | Debited \
                        | waits, credit bob c1/0 | 80/40
                        # Its rest is spoken for until the answer.
                        capture h1 1 @fees as=c2 k=K2     | - \
                        | hold_capturing | 80/40
                        release h1 k=K3                   | - \
                        | hold_capturing | 80/40
                        declined c1/0 destination_full    | Returned \
                        | => destination_full | 100/60
                        # What said "ask again" was not an answer: the same keys are heard now.
                        capture h1 1 @fees as=c2 k=K2     | Debited \
                        | c2 completed, h1 held 1/0/59 | 99/59
                        capture h1 20 bob as=c3 k=K4 last | Debited \
                        | waits, credit bob c3/0 | 79/39
                        accepted c3/0                     | Settled \
                        | => c3 completed, h1 captured 21/0/0 | 79/0
                        release h1 k=K3                   | Refused \
                        | hold_finished | 79/0
                        """);
    }

    @Test
    void capturesUnderWayOutliveALastOneToASystemAccount() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold h1 60                         | Held \
                        | h1 held 0/0/60 | 100/60
                        capture h1 20 bob as=c1 k=K1       | Debited \
                        | waits, credit bob c1/0 | 80/40
                        capture h1 10 bob as=c2 k=K2       | Debited \
                        | waits, credit bob c2/0 | 70/30
                        capture h1 5 @fees as=c3 k=K3 last | Debited \
                        | c3 completed, h1 held 5/30/0 | 65/0
                        # It takes no more captures, and is not released under them.
                        capture h1 1 @fees as=c4 k=K4      | Refused \
                        | hold_finished | 65/0
                        release h1 k=K5                    | Refused \
                        | hold_finished | 65/0
                        # What comes back now is free.
                        declined c1/0 destination_full     | Returned \
                        | => destination_full | 85/0
                        show-hold h1                       | - \
                        | h1 held 5/10/0 | 85/0
                        accepted c2/0                      | Settled \
                        | => c2 completed, h1 captured 15/0/0 | 85/0
                        show-hold h1                       | - \
                        | hold_finished | 85/0
                        """);
    }

    @Test
    void overlappingCapturesMayEndInAnyOrderAroundALastOne() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold h1 60                        | Held \
                        | h1 held 0/0/60 | 100/60
                        capture h1 20 bob as=c1 k=K1      | Debited \
                        | waits, credit bob c1/0 | 80/40
                        capture h1 10 bob as=c2 k=K2 last | Debited \
                        | waits, credit bob c2/0 | 70/30
                        # Returned under the last one: held again, for that may come back too.
                        declined c1/0 destination_full    | Returned \
                        | => destination_full | 90/50
                        accepted c2/0                     | Settled \
                        | => c2 completed, h1 captured 10/0/0 | 90/0
                        # The last one ends first, an earlier one is accepted later.
                        hold h2 60                        | Held \
                        | h2 held 0/0/60 | 90/60
                        capture h2 20 bob as=c3 k=K3      | Debited \
                        | waits, credit bob c3/0 | 70/40
                        capture h2 10 bob as=c4 k=K4 last | Debited \
                        | waits, credit bob c4/0 | 60/30
                        accepted c4/0                     | Settled \
                        | => c4 completed, h2 held 10/20/0 | 60/0
                        accepted c3/0                     | Settled \
                        | => c3 completed, h2 captured 30/0/0 | 60/0
                        """);
    }

    @Test
    void itExpiresWhenItIsDueAndNotAMomentEarlier() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold h1 60 for=30s              | Held     | h1 held 0/0/60 | 100/60
                        wait 29.999999s                 | -        | -              | 100/60
                        back 1h                         | -        | -              | 100/60
                        wait 1h                         | -        | -              | 100/60
                        wait 0.000001s                  | Released | -              | 100/0
                        wait 30s                        | -        | -              | 100/0
                        show-hold h1                    | -        | h1 expired 0/0/0 | 100/0
                        release h1 k=K1                 | Refused  | hold_finished  | 100/0
                        # A capture that comes at that very moment is too late.
                        hold h2 60 for=30s              | Held     | h2 held 0/0/60 | 100/60
                        wait 29s                        | -        | -              | 100/60
                        capture h2 1 @fees as=c1 k=K2   | Debited \
                        | c1 completed, h2 held 1/0/59 | 99/59
                        wait 1s                         | Released | -              | 99/0
                        capture h2 1 @fees as=c2 k=K3   | Refused  | hold_finished  | 99/0
                        """);
    }

    @Test
    void itDoesNotExpireWhileSomethingIsCapturing() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold h1 60 for=30s           | Held    | h1 held 0/0/60         | 100/60
                        capture h1 20 bob as=c1 k=K1 | Debited | waits, credit bob c1/0 | 80/40
                        wait 1h                      | -       | -                      | 80/40
                        capture h1 10 bob as=c2 k=K2 | Debited | waits, credit bob c2/0 | 70/30
                        accepted c1/0  | Settled  | => c1 completed, h1 held 20/10/30   | 70/30
                        wait 1h                      | -       | -                      | 70/30
                        declined c2/0 destination_full | Returned | => destination_full | 80/40
                        wait 0s                      | Released | -                     | 80/0
                        show-hold h1                 | -       | h1 expired 20/0/0      | 80/0
                        """);
    }

    @Test
    void aHoldIsThePermissionToCaptureThoughDebitsAreBlockedSince() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold h1 60                      | Held    | h1 held 0/0/60 | 100/60
                        update debits=blocked           | Updated | open           | 100/60
                        hold h2 1                       | Refused | debits_blocked | 100/60
                        capture h1 60 @fees as=c1 k=K1  | Debited \
                        | c1 completed, h1 captured 60/0/0 | 40/0
                        """);
    }

    @Test
    void holdsMayUseTheOverdraft() {
        WalletScript.play(
                """
                open limit=50                   | Opened  | wallet v1          | -
                hold h1 51                      | Refused | insufficient_funds | -
                hold h2 50                      | Held    | h2 held 0/0/50     | 0/50
                hold h3 1                       | Refused | insufficient_funds | 0/50
                capture h2 all @fees as=c1 k=K1 | Debited | c1 completed, h2 captured 50/0/0 | -50/0
                """);
    }

    @Test
    void anUnnamedHoldIsKnownByItsKey() {
        WalletScript.play(OPEN)
                .then(
                        """
                        hold ~s1 60 k=K1     | Held     | s1 held 0/0/60         | 100/60
                        hold ~s2 60 k=K1     | -        | s1 held 0/0/60 again   | 100/60
                        hold ~s2 60 k=K1 for=1s | -     | idempotency_key_reused | 100/60
                        release s1           | Released | s1 released 0/0/0      | 100/0
                        """);
    }
}
