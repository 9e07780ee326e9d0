package io.florin.node.rules;

import org.junit.jupiter.api.Test;

/** A transfer of which every leg goes through, or none: promise, decide, then confirm or cancel. */
class AllOrNothingTest {
    private static final String OPEN =
            """
            open                                       | Opened
            deposit 100                                | Deposited
            """;

    @Test
    void itIsConfirmedOnceEveryWalletHasPromised() {
        WalletScript.play(OPEN)
                .then(
                        """
                        transfer t1 bob:30 carol:20 @fees:5 whole | Debited \
                        | waits, promise bob t1/0, promise carol t1/1 | 45/0
                        accepted t1/1      | -                | - | 45/0
                        show t1            | -                | t1 pending | 45/0
                        settle             | -                | - | 45/0
                        accepted t1/0      | Confirmed        \
                        | confirm bob t1/0, confirm carol t1/1, => t1 completed | 45/0
                        transfer t1 bob:30 carol:20 @fees:5 whole | - | t1 completed again | 45/0
                        accepted t1/0      | -                | - | 45/0
                        declined t1/0 destination_full | -    | - | 45/0
                        forgotten t1/0     | -                | - | 45/0
                        spendable t1/0     | -                | - | 45/0
                        settle             | Settled          | - | 45/0
                        spendable t1/1     | -                | - | 45/0
                        settle             | Settled          | - | 45/0
                        transfer t1 bob:30 carol:20 @fees:5 whole | - | t1 completed again | 45/0
                        show t1            | -                | t1 completed | 45/0
                        """);
    }

    @Test
    void oneRefusalCancelsItAtOnceAndEveryLegIsToldIncludingTheOneThatRefused() {
        WalletScript.play(OPEN)
                .then(
                        """
                        transfer t1 bob:30 carol:20 @fees:5 whole | Debited \
                        | waits, promise bob t1/0, promise carol t1/1 | 45/0
                        accepted t1/0      | -                | - | 45/0
                        declined t1/1 destination_blocked | Cancelled \
                        | cancel bob t1/0, cancel carol t1/1, => destination_blocked | 100/0
                        transfer t1 bob:30 carol:20 @fees:5 whole | - \
                        | destination_blocked again | 100/0
                        accepted t1/0      | -                | - | 100/0
                        spendable t1/0     | -                | - | 100/0
                        forgotten t1/1     | -                | - | 100/0
                        show t1            | -                | t1 returned | 100/0
                        settle             | Settled          | - | 100/0
                        forgotten t1/0     | -                | - | 100/0
                        settle             | Settled          | - | 100/0
                        transfer t1 bob:30 carol:20 @fees:5 whole | - \
                        | destination_blocked again | 100/0
                        show t1            | -                | t1 returned | 100/0
                        withdraw 100       | Withdrawn        | withdrawal -> 0 | 0/0
                        close              | Updated          | closed | 0/0
                        """);
    }

    @Test
    void withSystemAccountsOnlyThereIsNothingToDecide() {
        WalletScript.play(OPEN)
                .then(
                        """
                        transfer t1 @fees:60 @grants:40 whole | Debited | t1 completed | 0/0
                        transfer t1 @fees:60 @grants:40 whole | - | t1 completed again | 0/0
                        show t1            | -                | t1 completed | 0/0
                        # None of it is under way any more.
                        close              | Updated          | closed | 0/0
                        """);
    }
}
