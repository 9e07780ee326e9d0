package io.florin.persistence.journal;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;

/** Objects to bytes and back by the serializers that Pekko's configuration binds. Thread-safe. */
public final class Payloads {
    private final Serialization serialization;

    public Payloads(ClassicActorSystemProvider system) {
        ActorSystem classic = system.classicSystem();
        this.serialization = SerializationExtension.get(classic);
    }

    /** Fails with whatever the serializer throws, mostly {@code NotSerializableException}. */
    public Serialized write(Object payload) {
        var serializer = serialization.findSerializerFor(payload);
        return new Serialized(
                serializer.identifier(),
                Serializers.manifestFor(serializer, payload),
                serialization.serialize(payload).get());
    }

    /**
     * Fails with whatever the serializer throws; no serializer of that number is a failure, too.
     */
    public Object read(Serialized payload) {
        return serialization
                .deserialize(payload.bytes(), payload.serializer(), payload.manifest())
                .get();
    }
}
