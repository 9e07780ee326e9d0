package io.florin.edge;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;

/** The doors with the edge's last word on time. */
final class PatientDoors {
    private PatientDoors() {}

    /** {@code beat}: for how much longer it is waited for what takes its time, such as a job. */
    static Doors of(Doors doors, Duration limit, Duration beat, ActorSystem<?> system) {
        var patience = new Patience(limit, system, system.executionContext());
        var looks = new Patience(limit, system, Runnable::run);
        var waits = new Patience(limit.plus(beat), system, system.executionContext());
        var people = doors.people();
        return new Doors(
                new PatientWallets(doors.wallets(), patience, looks),
                new PatientLedger(doors.ledger(), patience),
                doors.health(),
                new PatientRateLimits(doors.limits(), patience),
                new Doors.People(
                        new PatientSessions(people.sessions(), patience),
                        people.users(),
                        new PatientKeys(people.keys(), patience),
                        people.signingKeys(),
                        new PatientTrail(people.trail(), patience),
                        people.notifications(),
                        people.requests()),
                event -> patience.inTime(doors.webhooks().store(event)),
                new PatientJobs(doors.jobs(), patience, waits));
    }
}
