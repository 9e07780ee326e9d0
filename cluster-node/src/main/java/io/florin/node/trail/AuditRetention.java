package io.florin.node.trail;

import io.florin.node.retention.Retention;
import io.florin.persistence.database.Database;
import io.florin.persistence.trail.AuditTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/** Purges the audit trail from time to time. One in the cluster. */
public final class AuditRetention {
    private AuditRetention() {}

    /** Runs on one node of the role, as {@value AuditSettings#PATH} says. */
    public static void start(
            ActorSystem<?> system, Database database, InstantSource clock, Executor blocking) {
        var settings = AuditSettings.from(system.settings().config());
        var purge = new AuditPurge(new AuditTable(database), settings);
        var plan =
                new Retention.Plan(
                        "audit-retention",
                        "audit entries",
                        settings.role(),
                        Duration.ofMillis(settings.purgeEveryMillis()),
                        () -> purge.run(clock.instant()));
        Retention.start(system, plan, blocking);
    }
}
