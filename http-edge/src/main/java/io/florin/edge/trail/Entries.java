package io.florin.edge.trail;

import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import io.florin.edge.operation.Call;
import io.florin.protocol.trail.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes an entry of what a call did. What is before and after must be free of secrets. */
public final class Entries {
    private Entries() {}

    public static AuditEntry entry(
            UUID id,
            String app,
            Instant at,
            Call call,
            String kind,
            String target,
            @Nullable JsonObject before,
            @Nullable JsonObject after) {
        return new AuditEntry(
                id.toString(),
                app,
                at,
                kind,
                call.identity().actor(),
                call.address(),
                target,
                before == null ? null : text(before),
                after == null ? null : text(after));
    }

    private static String text(JsonObject object) {
        return new String(JsonBytes.of(object), StandardCharsets.UTF_8);
    }
}
