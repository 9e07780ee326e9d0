package io.florin.protocol.webhook;

import io.florin.protocol.account.Ids;
import io.florin.protocol.account.Text;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One genuine message of a provider, as it arrived.
 *
 * @param id ours, a UUIDv7
 * @param app whose endpoint it came to
 * @param provider the endpoint's name
 * @param profile how the endpoint reads and verifies, such as {@code stripe}
 * @param subject what it tells
 * @param headers those that belong to the message, by their names in lower case
 * @param body the bytes that were signed
 */
public record WebhookEvent(
        String id,
        String app,
        String provider,
        String profile,
        Subject subject,
        Instant receivedAt,
        Map<String, String> headers,
        RawBytes body) {
    public static final int MAX_CHARS = 255;

    /**
     * What an event is about, as far as its body says so. Two events are one if their ids are
     * equal, or if both object and change are: providers send two events about one change at times.
     *
     * @param event the provider's own id of it
     * @param type what kind of event, such as {@code charge.succeeded}
     * @param object the id of what changed
     * @param change which of the object's changes it is; null if that cannot be told
     */
    public record Subject(
            String event, @Nullable String type, @Nullable String object, @Nullable String change) {
        public Subject {
            Text.require("event's id", event, 1, MAX_CHARS);
            if (type != null) Text.require("event's type", type, 1, MAX_CHARS);
            if (object != null) Text.require("object's id", object, 1, MAX_CHARS);
            if (change != null) Text.require("object's change", change, 1, MAX_CHARS);
            if (change != null && object == null) {
                throw new IllegalArgumentException("A change is one of an object.");
            }
        }
    }

    public WebhookEvent {
        Ids.require("app", app);
        Ids.require("provider", provider);
        Ids.require("profile", profile);
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }
}
