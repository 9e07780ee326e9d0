package io.florin.edge;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;

/** Doors that are waited for no longer than a limit, where their own answer has none. */
final class PatientDoors {
    private PatientDoors() {}

    static Doors of(Doors doors, ActorSystem<?> system, Duration limit) {
        var patience = new Patience(limit, system, system.executionContext());
        var looks = new Patience(limit, system, Runnable::run);
        return new Doors(
                new PatientWallets(doors.wallets(), patience, looks),
                new PatientLedger(doors.ledger(), patience),
                doors.health(),
                new PatientRateLimits(doors.limits(), patience),
                people(doors.people(), patience),
                event -> patience.inTime(doors.webhooks().store(event)),
                doors.payments());
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
