package io.florin.node.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.job.JobId;
import io.florin.protocol.ledger.Postings;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import org.junit.jupiter.api.Test;

/** The money of priced jobs: set aside with the job, captured or released as a whole, once. */
class JobTest {
    /** For {@link RefusalOrderTest}. */
    static final String SUBMIT_LADDER =
            """
            submit a 9              | Refused      | wallet_not_found
            open limit=1            | Opened
            update debits=blocked status=closed | Updated
            submit b 9              | Refused      | wallet_closed
            reopen                  | Updated
            submit c 9 once=8       | Refused      | debits_blocked
            update debits=allowed   | Updated
            submit z 1 unique=u     | JobSubmitted | z open
            update debits=blocked   | Updated
            # That it is there helps more than why another would be refused.
            submit d 9 unique=u     | JobFoundOpen | z open already
            update debits=allowed   | Updated
            submit e 9 month=8      | Refused      | limit_exceeded
            submit f 9              | Refused      | insufficient_funds
            update limit=9          | Updated
            submit g 8              | -            | busy (not taken)
            # A hold has a place of its own.
            hold h 8                | Held
            release h               | Released
            end z                   | JobEnded     | z released
            submit g 8              | JobSubmitted | g open
            """;

    static final String END_LADDER =
            """
            end j                   | -            | wallet_not_found
            open limit=9            | Opened
            end j                   | -            | job_not_found
            submit j 9              | JobSubmitted
            end j                   | JobEnded
            end j @fees             | -            | job_ended
            """;

    private static final String OPEN =
            """
            open                             | Opened
            deposit 100                      | Deposited
            """;

    @Test
    void thePriceIsOutOfReachUntilTheJobEnds() {
        WalletScript.play(OPEN)
                .then(
                        """
                        submit j1 60          | JobSubmitted | j1 open              | 100/60
                        submit j1 60          | -            | j1 open again        | 100/60
                        submit j1 61          | -            | id_reused            | 100/60
                        withdraw 41 k=A       | Refused      | insufficient_funds   | 100/60
                        submit j2 40          | JobSubmitted | j2 open              | 100/100
                        end j1 @fees          | JobEnded     | j1 captured          | 40/40
                        end j2                | JobEnded     | j2 released          | 40/0
                        # Each again, and the other way: a job ends once.
                        end j1 @fees          | -            | j1 captured again    | 40/0
                        end j2                | -            | j2 released again    | 40/0
                        end j1 @grants        | -            | job_ended            | 40/0
                        end j1                | -            | job_ended            | 40/0
                        end j2 @fees          | -            | job_ended            | 40/0
                        # Its name is for ever, and so is its first answer.
                        submit j1 60          | -            | j1 open again        | 40/0
                        end j3                | -            | job_not_found        | 40/0
                        """);
    }

    @Test
    void anEndMayHaveAKeyToo() {
        WalletScript.play(OPEN)
                .then(
                        """
                        submit ~s1 60 k=A     | JobSubmitted | s1 open              | 100/60
                        submit ~s2 60 k=A     | -            | s1 open again        | 100/60
                        submit ~s2 61 k=A     | -            | idempotency_key_reused | 100/60
                        end s2 k=B            | Refused      | job_not_found        | 100/60
                        end s1 @fees k=C      | JobEnded     | s1 captured          | 40/0
                        end s1 @fees k=C      | -            | s1 captured again    | 40/0
                        end s1 @fees k=D      | Repeated     | s1 captured again    | 40/0
                        end s1 k=E            | Refused      | job_ended            | 40/0
                        end s1 k=E            | -            | job_ended again      | 40/0
                        """);
    }

    @Test
    void anOpenJobOfTheSameUniqueKeyIsTheAnswer() {
        WalletScript.play(OPEN)
                .then(
                        """
                        submit ~s1 10 unique=u k=A | JobSubmitted | s1 open         | 100/10
                        submit ~s2 10 unique=u k=B | JobFoundOpen | s1 open already | 100/10
                        submit j3 99 unique=u      | JobFoundOpen | s1 open already | 100/10
                        submit j4 10 unique=v      | JobSubmitted | j4 open         | 100/20
                        # The key counts while a job is open; what was said is said for ever.
                        end s1                     | JobEnded     | s1 released     | 100/10
                        submit ~s5 10 unique=u k=B | -       | s1 open already again | 100/10
                        submit j3 99 unique=u      | -       | s1 open already again | 100/10
                        submit j3 98 unique=u      | -            | id_reused       | 100/10
                        submit ~s6 10 unique=u k=C | JobSubmitted | s6 open         | 100/20
                        # What was not submitted has no end.
                        end j3                     | -            | job_not_found   | 100/20
                        """);
    }

    @Test
    void noCallForHoldsReachesAJob() {
        WalletScript.play(OPEN)
                .then(
                        """
                        submit j1 60                  | JobSubmitted | j1 open        | 100/60
                        release j1 k=A                | Refused      | hold_not_found | 100/60
                        capture j1 60 @fees as=c k=B  | Refused      | hold_not_found | 100/60
                        show-hold j1                  | -            | hold_not_found | 100/60
                        hold j1 40                    | Held | j1 held 0/0/40         | 100/100
                        end j1 @fees                  | JobEnded     | j1 captured    | 40/40
                        wait 87600h                   | -            | -              | 40/40
                        release j1                    | Released | j1 released 0/0/0  | 40/0
                        """);
    }

    @Test
    void itsEndIsNotRefusedThoughDebitsAreBlockedSince() {
        WalletScript.play(OPEN)
                .then(
                        """
                        submit j1 60           | JobSubmitted | j1 open              | 100/60
                        submit j2 40           | JobSubmitted | j2 open              | 100/100
                        update debits=blocked  | Updated      | open                 | 100/100
                        close k=A              | Refused      | wallet_not_empty     | 100/100
                        end j1 @fees           | JobEnded     | j1 captured          | 40/40
                        end j2                 | JobEnded     | j2 released          | 40/0
                        """);
    }

    @Test
    void aWalletWithAnOpenJobCannotBeClosed() {
        WalletScript.play(
                """
                open limit=5        | Opened       | wallet v1        | -
                submit j1 5         | JobSubmitted | j1 open          | 0/5
                close k=A           | Refused      | wallet_not_empty | 0/5
                end j1              | JobEnded     | j1 released      | 0/0
                close k=B           | Updated      | closed           | 0/0
                # An end can be asked for again for ever.
                end j1              | -            | j1 released again | 0/0
                """);
    }

    @Test
    void onlyTheNodeEndsJobs() {
        WalletScript.play(OPEN)
                .then(
                        """
                        submit j1 60 by=owner   | JobSubmitted | j1 open   | 100/60
                        submit j2 10 by=another | -            | forbidden | 100/60
                        end j1 by=owner k=A     | -            | forbidden | 100/60
                        end j1 by=another k=B   | -            | forbidden | 100/60
                        end j1 @fees            | JobEnded     | j1 captured | 40/0
                        """);
    }

    @Test
    void aPriceCountsAsSentUnlessItIsReleased() {
        WalletScript.play(
                """
                open                     | Opened       | wallet v1       | -
                deposit 1000             | Deposited    | deposit -> 1000 | 1000/0
                submit j1 60 day=100     | JobSubmitted | j1 open         | 1000/60
                submit j2 41 day=100     | Refused      | limit_exceeded  | 1000/60
                end j1                   | JobEnded     | j1 released     | 1000/0
                submit j3 100 day=100    | JobSubmitted | j3 open         | 1000/100
                end j3 @fees             | JobEnded     | j3 captured     | 900/0
                withdraw 1 day=100 k=A   | Refused      | limit_exceeded  | 900/0
                # One of yesterday gives nothing back today.
                wait 24h                 | -            | -               | 900/0
                submit j4 60             | JobSubmitted | j4 open         | 900/60
                wait 24h                 | -            | -               | 900/60
                withdraw 100 day=100     | Withdrawn    | withdrawal -> 800 | 800/60
                end j4                   | JobEnded     | j4 released     | 800/0
                withdraw 1 day=100 k=B   | Refused      | limit_exceeded  | 800/0
                """);
    }

    @Test
    void theEventHasTheWholeJob() {
        var script = WalletScript.play(OPEN);
        script.then("submit j2 60 unique=u replays=j1 rules=v7 | JobSubmitted | j2 open | 100/60");
        var open = script.wallet().jobs().get(new JobId("j2"));
        assertThat(open).isNotNull();
        var submitted = (JobSubmitted) script.past().all().getLast().event();
        assertThat(submitted.spec()).isEqualTo(PhrasedJobs.spec("u"));
        assertThat(submitted.job().replays()).isEqualTo(new JobId("j1"));
        assertThat(submitted.job().submittedAt()).isEqualTo(submitted.at());
        assertThat(Postings.of(Phrases.ME, submitted)).isEmpty();
        script.then("end j2 @fees | JobEnded | j2 captured | 40/0");
        var ended = (JobEnded) script.past().all().getLast().event();
        assertThat(ended.job().schedule()).isEqualTo("v7");
        assertThat(Postings.of(Phrases.ME, ended)).hasSize(2);
        assertThat(script.wallet().jobs()).isEmpty();
    }
}
