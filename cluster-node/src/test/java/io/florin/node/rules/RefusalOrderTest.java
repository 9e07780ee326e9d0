package io.florin.node.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.refusal.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order of {@link Refusal} is the precedence. Each ladder asks one thing again and again while
 * the reasons against it vanish from the top, so that each row has the next reasons against it too:
 * a guard that comes too early or too late fails its row.
 */
class RefusalOrderTest {
    private static final Bounds NARROW = new Bounds(1, 1, 1, 1, 1);

    /** Everything can be wrong with a withdrawal at once, but its bound. */
    private static final String WITHDRAW =
            """
            withdraw 1THB k=A     | Refused | wallet_not_found
            open                  | Opened
            update debits=blocked status=closed | Updated
            withdraw 1THB k=B     | Refused | wallet_closed
            reopen                | Updated
            withdraw 1THB k=C     | Refused | debits_blocked
            update debits=allowed | Updated
            withdraw 1THB k=D day=0 | Refused | limit_exceeded
            withdraw 1THB k=E     | Refused | insufficient_funds
            """;

    private static final String DEPOSIT =
            """
            deposit 1THB k=A ref=r  | Refused | wallet_not_found
            open                    | Opened
            update credits=blocked status=closed | Updated
            deposit 1THB k=B ref=r  | Refused | wallet_closed
            reopen                  | Updated
            deposit 1THB k=C ref=r  | Refused | credits_blocked
            update credits=allowed  | Updated
            deposit max             | Deposited
            deposit 1 k=D           | Refused | balance_out_of_bounds
            deposit 1THB k=E ref=r  | Refused | assets_exhausted
            """;

    private static final String OPEN =
            """
            open k=A           | Opened | wallet v1
            open k=B           | Refused | wallet_exists
            """;

    private static final String UPDATE =
            """
            close k=A          | Refused | wallet_not_found
            open               | Opened
            close k=B          | Updated
            close k=C          | Refused | wallet_closed
            reopen             | Updated
            deposit 1          | Deposited
            close k=D          | Refused | wallet_not_empty
            """;

    private static final String TRANSFER =
            """
            transfer a me:9 @fees:max | Refused | wallet_not_found
            open limit=max            | Opened
            transfer z bob:1          | Debited
            accepted z/0              | -
            settle                    | Settled
            deposit 1                 | Deposited
            update debits=blocked limit=0 status=closed | Updated
            transfer b me:9 @fees:max | Refused | wallet_closed
            reopen                    | Updated
            transfer c me:9 @fees:max | Refused | self_transfer
            transfer d bob:9 @fees:max | Refused | debits_blocked
            update debits=allowed     | Updated
            transfer l bob:9 @fees:max once=5 | Refused | limit_exceeded
            transfer e bob:9 @fees:max | Refused | insufficient_funds
            update limit=max          | Updated
            deposit max               | Deposited
            transfer y bob:1          | Debited
            transfer f bob:9 @fees:max-5 | Refused | balance_out_of_bounds
            transfer g bob:9          | -       | busy (not taken)
            accepted y/0              | -
            settle                    | Settled
            # Not taken is not an answer.
            transfer g bob:9          | Debited
            """;

    private static final String HOLD =
            """
            hold a 9              | Refused | wallet_not_found
            open limit=1          | Opened
            update debits=blocked status=closed | Updated
            hold b 9              | Refused | wallet_closed
            reopen                | Updated
            hold z 1              | Refused | debits_blocked
            update debits=allowed | Updated
            hold y 1              | Held
            update debits=blocked | Updated
            hold c 9              | Refused | debits_blocked
            update debits=allowed | Updated
            hold l 9 month=8      | Refused | limit_exceeded
            hold d 9              | Refused | insufficient_funds
            update limit=9        | Updated
            hold e 8              | -       | busy (not taken)
            release y             | Released
            hold e 8              | Held
            """;

    private static final String CAPTURE =
            """
            capture h 9 me as=c k=A  | Refused | wallet_not_found
            open limit=5             | Opened
            close                    | Updated
            capture h 9 me as=c k=B  | Refused | wallet_closed
            reopen                   | Updated
            capture h 9 me as=c k=C  | Refused | self_transfer
            capture h 9 bob as=c k=D | Refused | hold_not_found
            hold h 5                 | Held
            release h                | Released
            capture h 9 bob as=c k=F | Refused | hold_finished
            hold g 5                 | Held
            capture g 1 bob as=c1 k=G last | Debited
            # Its one place for open transfers is taken too.
            capture g 9 bob as=c k=H | -       | hold_capturing
            declined c1/0 destination_full | Returned
            update limit=9           | Updated
            transfer y bob:1         | Debited
            capture g 9 bob as=c k=H | Refused | capture_exceeds_hold
            capture g 5 bob as=c k=I | -       | busy (not taken)
            accepted y/0             | -
            settle                   | Settled
            capture g 5 bob as=c k=I | Debited
            """;

    private static final String RELEASE =
            """
            release h k=A            | Refused | wallet_not_found
            open limit=5             | Opened
            release h k=B            | Refused | hold_not_found
            hold h 5                 | Held
            release h                | Released
            release h k=C            | Refused | hold_finished
            hold g 5                 | Held
            capture g 1 bob as=c k=D | Debited
            release g k=E            | -       | hold_capturing
            accepted c/0             | Settled
            release g k=E            | Released
            """;

    private static final String REVERSE =
            """
            reverse bob/t1/0 9 as=r k=A  | Refused | wallet_not_found
            open limit=max               | Opened
            update debits=blocked status=closed | Updated
            reverse bob/t1/0 9 as=r k=B  | Refused | wallet_closed
            reopen                       | Updated
            reverse bob/t1/0 9 as=r k=C  | Refused | debits_blocked
            update debits=allowed        | Updated
            reverse bob/t1/0 9 as=r k=D  | Refused | transfer_not_found
            credit bob/t1/0 5 promised   | Received
            reverse bob/t1/0 9 as=r k=E  | -       | transfer_not_ended
            cancel bob/t1/0              | LegCancelled
            reverse bob/t1/0 9 as=r k=E  | Refused | transfer_not_completed
            # 900,000 reversals that all came back.
            credit bob/t1/1 5            | Credited
            count bob/t1/1 900000        | ReversalCounted
            transfer z @fees:5 @fees:max-6 | Debited | z completed | -9007199254740985/0
            transfer y bob:1             | Debited
            withdraw 5                   | Withdrawn | withdrawal -> -9007199254740991
            reverse bob/t1/1 9 as=r k=F  | Refused | reversal_exceeds_transfer
            reverse bob/t1/1 5 as=r k=G  | Refused | reversals_exhausted
            credit bob/t1/2 5            | Credited
            withdraw 5                   | Withdrawn | withdrawal -> -9007199254740991
            reverse bob/t1/2 5 as=r k=H  | Refused | insufficient_funds
            reverse bob/t1/2 5 as=r k=I forced | Refused | balance_out_of_bounds
            deposit 5                    | Deposited
            reverse bob/t1/2 5 as=r k=J  | - | busy (not taken)
            accepted y/0                 | -
            settle                       | Settled
            reverse bob/t1/2 5 as=r k=J  | Debited, ReversalCounted
            """;

    private static final String CREDIT =
            """
            credit bob/a/0 9THB promised | CreditRefused | decline bob/a/0 destination_not_found
            open                         | Opened
            credit bob/z/0 9 promised    | Received | accept bob/z/0
            confirm bob/z/0              | LegConfirmed
            withdraw 9                   | Withdrawn
            update credits=blocked status=closed | Updated
            credit bob/b/0 9THB promised | CreditRefused | decline bob/b/0 destination_closed
            reopen                       | Updated
            credit bob/c/0 9THB promised | CreditRefused | decline bob/c/0 destination_blocked
            update credits=allowed       | Updated
            credit bob/y/0 9 promised    | Received | accept bob/y/0
            # One asset too many, one promise too many, one unit too many.
            credit bob/d/0 9THB          | CreditRefused | decline bob/d/0 destination_full
            credit bob/e/0 9 promised    | CreditRefused | decline bob/e/0 destination_full
            credit bob/f/0 max           | CreditRefused | decline bob/f/0 destination_full
            credit bob/g/0 max-9         | Credited      | accept bob/g/0
            cancel bob/h/0               | LegCancelled  | forgotten bob/h/0
            credit bob/h/0 max           | -             | decline bob/h/0 leg_cancelled
            """;

    private static final String ID =
            """
            open                  | Opened
            transfer t bob:1 k=A  | Refused
            # The key, then the id, then what the wallet finds.
            transfer t bob:2 k=A  | - | idempotency_key_reused
            transfer t bob:2 k=B  | Refused | id_reused
            transfer s bob:2 k=C  | Refused | insufficient_funds
            """;

    private static final String REFERENCE =
            """
            open                  | Opened
            deposit 1 ref=r k=A   | Deposited
            withdraw 2 ref=r k=A  | - | idempotency_key_reused
            withdraw 2 ref=r k=B  | Refused | reference_reused
            withdraw 2 ref=s k=C  | Refused | insufficient_funds
            """;

    private static final String OWNER =
            """
            open for=ann          | Opened
            transfer t bob:1 k=A  | Refused
            # Whose it is, then the names, then what the wallet finds.
            transfer t bob:2 k=A by=eve | - | forbidden
            transfer t bob:2 k=A by=ann | - | idempotency_key_reused
            transfer t bob:2 k=B by=ann | Refused | id_reused
            """;

    static Stream<String> ladders() {
        return Stream.of(
                OWNER,
                OPEN,
                UPDATE,
                DEPOSIT,
                WITHDRAW,
                TRANSFER,
                HOLD,
                CAPTURE,
                RELEASE,
                REVERSE,
                CREDIT,
                ID,
                REFERENCE,
                JobTest.SUBMIT_LADDER,
                JobTest.END_LADDER);
    }

    @ParameterizedTest
    @MethodSource("ladders")
    void theEarlierReasonWins(String ladder) {
        new WalletScript(NARROW, 2).then(ladder);
    }

    /**
     * So that a reason that is moved in the enum, or added to it, has to be moved or added here.
     */
    @ParameterizedTest
    @MethodSource("ladders")
    void eachLadderGoesDownTheEnum(String ladder) {
        assertThat(refusals(ladder)).isSorted();
    }

    @Test
    void theLaddersHaveARungForEveryReasonOfAWallet() {
        var rungs = EnumSet.noneOf(Refusal.class);
        ladders().forEach(ladder -> rungs.addAll(refusals(ladder)));
        var ofWallets = EnumSet.range(Refusal.IDEMPOTENCY_KEY_REUSED, Refusal.LEG_CANCELLED);
        ofWallets.add(Refusal.FORBIDDEN);
        ofWallets.add(Refusal.BUSY);
        ofWallets.remove(Refusal.IDEMPOTENCY_KEY_IN_FLIGHT); // a repeat waits instead
        ofWallets.remove(Refusal.JOB_SENT); // wallets know nothing of runs
        assertThat(rungs).isEqualTo(ofWallets);
    }

    /** The refusals of what the ladder asks first, row by row. */
    private static List<Refusal> refusals(String ladder) {
        var refusals = new ArrayList<Refusal>();
        for (var row : ladder.lines().toList()) {
            for (var word : row.substring(row.lastIndexOf('|') + 1).strip().split(" ", -1)) {
                Arrays.stream(Refusal.values())
                        .filter(refusal -> Wording.lower(refusal).equals(word))
                        .forEach(refusals::add);
            }
        }
        return refusals;
    }
}
