package io.florin.edge.trail;

import io.florin.edge.identity.IdSource;
import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import io.florin.protocol.trail.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes entries for the audit trail. What is before and after must be free of secrets. */
public record Witness(IdSource ids, InstantSource clock) {
    /** What is before and after is for others to say, or nobody. */
    public AuditEntry entry(Origin origin, String kind, @Nullable String target) {
        return entry(origin, kind, target, null, null);
    }

    public AuditEntry entry(
            Origin origin,
            String kind,
            @Nullable String target,
            @Nullable JsonObject before,
            @Nullable JsonObject after) {
        return entry(ids.next(), origin, kind, target, before, after);
    }

    /** Of an id that follows from something, so that the entry is there once. */
    AuditEntry entry(
            UUID id,
            Origin origin,
            String kind,
            @Nullable String target,
            @Nullable JsonObject before,
            @Nullable JsonObject after) {
        return new AuditEntry(
                id.toString(),
                origin.app(),
                clock.instant(),
                kind,
                origin.actor(),
                origin.address(),
                target,
                before == null ? null : text(before),
                after == null ? null : text(after));
    }

    private static String text(JsonObject object) {
        return new String(JsonBytes.of(object), StandardCharsets.UTF_8);
    }

    public AuditEntry ofUser(Origin origin, String kind, String user) {
        return entry(origin, kind, "user:" + user);
    }
}
