package io.florin.protocol.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail.
 *
 * @param id a UUIDv7
 * @param kind what was done, such as {@code user.roles_changed}; decides how long it is kept
 * @param actor the caller's name, such as {@code user:…} or {@code operator}
 * @param address where the request came from
 * @param target what it was done to, such as {@code wallet:…}; null if to nothing that has a name
 * @param before JSON of what was, without secrets; null if nothing was
 * @param after JSON of what is, without secrets; null if nothing is
 */
public record AuditEntry(
        String id,
        String app,
        Instant at,
        String kind,
        String actor,
        String address,
        @Nullable String target,
        @Nullable String before,
        @Nullable String after) {}
