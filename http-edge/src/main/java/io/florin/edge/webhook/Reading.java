package io.florin.edge.webhook;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.JsonValue.OtherNumber;
import io.florin.edge.json.JsonValue.Text;
import io.florin.edge.json.JsonValue.Whole;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Unfit;
import io.florin.edge.signature.SortedJson;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.WebhookEvent.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's messages say what they are about.
 *
 * <p>A change is named by its type alone if an object can go through it once only, such as {@code
 * charge.succeeded}: a second event of it is a repeat, whatever else it says. A type that comes
 * again, such as {@code payment_intent.payment_failed} of each attempt, is a change of its own
 * whenever the object looks different: its name then has the digest of the content. Where a
 * provider does not show the object's state, nothing but the event's id tells a repeat. Two real
 * changes must never be one, for the second would be lost; one change taken for two costs a look at
 * an object that is up to date.
 *
 * @param event the provider's id of the event, of each event if there are several in a message
 * @param content what differs from change to change; nowhere: changes cannot be told apart
 * @param once the types that an object goes through once only
 */
public record Reading(
        JsonPath event, JsonPath type, JsonPath object, JsonPath content, Set<String> once) {
    public Reading {
        once = Set.copyOf(once);
    }

    /**
     * Of a message that is genuine, so whatever it is has to be kept: what cannot be read is an
     * event that has its digest for an id.
     *
     * @param signedId the id that the signature vouches for, if it does for one
     */
    Subject of(Optional<String> signedId, byte[] body) {
        var message = parsed(body);
        var kind = name(first(type, message));
        var id = name(first(object, message));
        var events = event.in(message).stream().flatMap(value -> text(value).stream()).toList();
        var name = name(signedId.or(() -> joined(events)));
        return new Subject(
                name == null ? Digest.of(body) : name,
                kind,
                id,
                id == null || kind == null ? null : change(kind, message));
    }

    private static JsonObject parsed(byte[] body) {
        try {
            return StrictJson.parse(body);
        } catch (Unfit e) {
            return JsonObject.EMPTY;
        }
    }

    private static Optional<String> joined(List<String> events) {
        return events.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", events));
    }

    private @Nullable String change(String type, JsonObject message) {
        if (once.contains(type)) return name(Optional.of(type));
        var values = content.in(message);
        if (values.isEmpty()) return null;
        return SortedJson.of(new JsonValue.Items(values))
                .map(bytes -> name(Optional.of(type + " " + Digest.of(bytes))))
                .orElse(null);
    }

    private static Optional<String> first(JsonPath path, JsonObject message) {
        return path.in(message).stream().flatMap(value -> text(value).stream()).findFirst();
    }

    private static Optional<String> text(JsonValue value) {
        return switch (value) {
            case Text(var text) -> text.isEmpty() ? Optional.empty() : Optional.of(text);
            case Whole(var number) -> Optional.of(Long.toString(number));
            case OtherNumber(var number) -> Optional.of(number);
            case JsonObject _,
                    JsonValue.Items _,
                    JsonValue.Written _,
                    JsonValue.Flag _,
                    JsonValue.Nothing _ ->
                    Optional.empty();
        };
    }

    /** As it is if a column can keep it, else its digest. */
    private static @Nullable String name(Optional<String> text) {
        return text.map(Reading::name).orElse(null);
    }

    private static String name(String text) {
        boolean fits =
                text.length() <= WebhookEvent.MAX_CHARS
                        && io.florin.protocol.account.Text.isStorable(text);
        return fits ? text : Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
