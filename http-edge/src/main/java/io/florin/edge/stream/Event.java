package io.florin.edge.stream;

import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;

/**
 * A piece of a stream of Server-Sent Events.
 *
 * @param isBeat it only shows that the connection lives
 */
public record Event(ByteString bytes, boolean isBeat) {
    public static final Event BEAT = comment("");

    /** Clients come back after so long when a stream broke off. */
    public static final Event RETRY = new Event(ByteString.fromString("retry: 2000\n\n"), false);

    /** A client that comes back says the id of the last event that it saw. */
    public static Event of(long id, String type, JsonObject data) {
        var json = new String(JsonBytes.of(data), StandardCharsets.UTF_8);
        var lines = json.replace("\r", "").replace("\n", "\ndata: ");
        return new Event(
                ByteString.fromString("id: %d\nevent: %s\ndata: %s\n\n".formatted(id, type, lines)),
                false);
    }

    private static Event comment(String text) {
        return new Event(ByteString.fromString(":" + text + "\n\n"), true);
    }
}
