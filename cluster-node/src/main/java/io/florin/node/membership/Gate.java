package io.florin.node.membership;

import com.typesafe.config.Config;
import io.florin.persistence.database.DatabaseSettings;
import io.florin.persistence.membership.Outlook;
import io.florin.persistence.membership.Roll;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a node is looked at before it starts: before anybody hears of it, and before it migrates
 * the schema under those who live.
 */
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Candidate candidate;
    private final DatabaseSettings database;
    private final MembershipSettings settings;
    private final InstantSource clock;

    private Gate(
            Candidate candidate,
            DatabaseSettings database,
            MembershipSettings settings,
            InstantSource clock) {
        this.candidate = candidate;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lets the candidate pass. It waits while the only ones to speak against it may be dead, no
     * longer than rows of the dead stay fresh.
     *
     * @throws IllegalStateException with one sentence: what is wrong, where, and the mend
     * @throws io.florin.persistence.database.DatabaseException if the database cannot be reached
     */
    public static void pass(Candidate candidate, Config config, InstantSource clock)
            throws InterruptedException {
        new Gate(candidate, DatabaseSettings.from(config), MembershipSettings.from(config), clock)
                .pass();
    }

    private void pass() throws InterruptedException {
        // Who keeps dying and coming back is as good as alive.
        long looks = 2 * settings.staleAfter().dividedBy(PAUSE);
        var seen = Sightings.NONE;
        for (long look = 1; ; look++) {
            var roll = look();
            seen = seen.next(roll.entered(), roll.now());
            switch (Admission.beforehand(candidate, roll, seen)) {
                case Verdict.Admitted() -> {
                    return;
                }
                case Verdict.Refused(var sentence) -> throw new IllegalStateException(sentence);
                case Verdict.Doubtful(var sentence) -> {
                    if (look == 1) LOG.info("Waiting to see who lives. {}", sentence);
                    if (look >= looks) throw new IllegalStateException(sentence);
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.interrupted()) throw new InterruptedException();
        }
    }

    private Roll look() {
        var outlook = Outlook.ask(database, settings.staleAfter(), clock);
        var roll = outlook.roll();
        var offset = ClockOffset.of(outlook.before(), roll.now(), outlook.after());
        Admission.clock(offset, settings.clockLimit())
                .or(() -> outlook.schema().refusal(candidate.release()))
                .ifPresent(sentence -> {
                    throw new IllegalStateException(sentence);
                });
        return roll;
    }
}
