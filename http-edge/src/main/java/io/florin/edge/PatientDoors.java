package io.florin.edge;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;

/** Doors that are waited for no longer than a limit, where their own answer has none. */
final class PatientDoors {
    private PatientDoors() {}

    /** {@code beat}: for so much longer it is waited for what takes its time, such as a job. */
    static Doors of(Doors doors, ActorSystem<?> system, Duration limit, Duration beat) {
        var patience = new Patience(limit, system, system.executionContext());
        var looks = new Patience(limit, system, Runnable::run);
        var waits = new Patience(limit.plus(beat), system, system.executionContext());
        return new Doors(
                new PatientWallets(doors.wallets(), patience, looks),
                new PatientLedger(doors.ledger(), patience),
                doors.health(),
                new PatientRateLimits(doors.limits(), patience),
                people(doors.people(), patience),
                new PatientWebhooks(doors.webhooks(), patience),
                new PatientJobs(doors.jobs(), patience, waits),
                doors.payments(),
                doors.endpoints(),
                doors.logLevels());
    }

    private static Doors.People people(Doors.People people, Patience patience) {
        return new Doors.People(
                new PatientSessions(people.sessions(), patience),
                people.users(),
                new PatientKeys(people.keys(), patience),
                people.signingKeys(),
                new PatientTrail(people.trail(), patience),
                people.notifications(),
                people.requests());
    }
}
