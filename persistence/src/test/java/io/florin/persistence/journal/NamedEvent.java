package io.florin.persistence.journal;

import io.florin.protocol.journal.Named;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.jspecify.annotations.Nullable;

/** An event with names, as wallets have them. */
public record NamedEvent(@Nullable String key, @Nullable String ref, String text) implements Named {
    /** Makes Pekko use {@link Codec}. */
    static final String BINDING =
            """
            pekko.actor {
              serializers.named-event = "io.florin.persistence.journal.NamedEvent$Codec"
              serialization-bindings {
                "io.florin.persistence.journal.NamedEvent" = named-event
              }
            }
            """;

    static NamedEvent byKey(String key) {
        return new NamedEvent(key, null, key);
    }

    static NamedEvent byRef(String ref) {
        return new NamedEvent(null, ref, ref);
    }

    /**
     * Text with a separator; a text that says so cannot be read, as if a newer release wrote it.
     */
    public static final class Codec extends SerializerWithStringManifest {
        static final String UNREADABLE = "unreadable";

        @Override
        public int identifier() {
            return 70_707;
        }

        @Override
        public String manifest(Object event) {
            return ((NamedEvent) event).text().equals(UNREADABLE) ? "N2" : "N1";
        }

        @Override
        public byte[] toBinary(Object object) {
            var event = (NamedEvent) object;
            return String.join("\n", text(event.key()), text(event.ref()), event.text())
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
            if (!manifest.equals("N1")) throw new NotSerializableException("Unknown " + manifest);
            var parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 3);
            return new NamedEvent(name(parts[0]), name(parts[1]), parts[2]);
        }

        private static String text(@Nullable String name) {
            return name == null ? "" : name;
        }

        private static @Nullable String name(String text) {
            return text.isEmpty() ? null : text;
        }
    }
}
