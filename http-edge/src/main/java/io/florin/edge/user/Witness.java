package io.florin.edge.user;

import io.florin.edge.identity.IdSource;
import io.florin.protocol.trail.AuditEntry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Writes entries for the audit trail. */
public record Witness(IdSource ids, InstantSource clock) {
    public AuditEntry entry(Origin origin, String kind, @Nullable String target) {
        return new AuditEntry(
                ids.next().toString(),
                origin.app(),
                clock.instant(),
                kind,
                origin.actor(),
                origin.address(),
                target,
                null,
                null);
    }

    AuditEntry ofUser(Origin origin, String kind, String user) {
        return entry(origin, kind, "user:" + user);
    }
}
