package io.florin.persistence.journal;

import io.florin.persistence.journal.NewEvent.Extras;
import io.florin.protocol.journal.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What one message to the journal asks to be written: the events of each entity, serialised, and a
 * verdict for each atomic write. A write that cannot be serialised is rejected by itself.
 */
final class Intake {
    private final Payloads payloads;
    private final Map<String, List<NewEvent>> eventsByEntity = new LinkedHashMap<>();
    private final List<Optional<Exception>> verdicts = new ArrayList<>();
    private boolean hasRejected;

    Intake(Payloads payloads) {
        this.payloads = payloads;
    }

    void add(AtomicWrite write) {
        var verdict = serialise(write);
        hasRejected |= verdict.isPresent();
        verdicts.add(verdict);
    }

    Map<String, List<NewEvent>> eventsByEntity() {
        return eventsByEntity;
    }

    boolean hasRejected() {
        return hasRejected;
    }

    /** In the order of the writes; empty when none was rejected, which Pekko takes as such. */
    List<Optional<Exception>> verdicts() {
        return hasRejected ? verdicts : List.of();
    }

    // A serializer may throw checked exceptions without saying so: Scala knows no difference.
    private Optional<Exception> serialise(AtomicWrite write) {
        var events = new ArrayList<NewEvent>(write.size());
        try {
            for (var event : CollectionConverters.asJava(write.payload())) {
                events.add(event(event));
            }
        } catch (Exception e) {
            return Optional.of(e);
        }
        eventsByEntity
                .computeIfAbsent(write.persistenceId(), _ -> new ArrayList<>(events.size()))
                .addAll(events);
        return Optional.empty();
    }

    private NewEvent event(PersistentRepr event) {
        // Tags are not kept: nothing can be asked by tag.
        var given = event.payload() instanceof Tagged tagged ? tagged.payload() : event.payload();
        var traced = given instanceof Traced it ? it : null;
        var payload = traced == null ? given : traced.event();
        var named = payload instanceof Named names ? names : null;
        return new NewEvent(
                event.sequenceNr(),
                payloads.write(payload),
                named == null ? null : name(named.key()),
                named == null ? null : name(named.ref()),
                event.writerUuid(),
                extras(event),
                traced == null ? null : traced.traces());
    }

    private static @Nullable String name(@Nullable String name) {
        if (name != null && (name.isEmpty() || name.length() > Named.MAX_CHARS)) {
            throw new IllegalArgumentException(
                    "A name has 1 to " + Named.MAX_CHARS + " characters, not " + name.length());
        }
        return name;
    }

    private @Nullable Extras extras(PersistentRepr event) {
        var metadata = event.metadata();
        if (event.manifest().isEmpty() && metadata.isEmpty()) return null;
        return new Extras(
                event.manifest().isEmpty() ? null : event.manifest(),
                metadata.isEmpty() ? null : payloads.write(metadata.get()));
    }
}
