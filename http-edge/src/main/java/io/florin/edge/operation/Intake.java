package io.florin.edge.operation;

import io.florin.edge.json.Body;
import io.florin.edge.json.Faults;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Shape;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Request;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call of a request, or throws the first, in the order of the refusals, of all that does
 * not fit.
 */
final class Intake {
    private static final String KEY = "Idempotency-Key";

    private final Operation operation;
    private final HttpRequest request;
    private final Admitted admitted;
    private final Faults faults = new Faults();

    Intake(Operation operation, HttpRequest request, Admitted admitted) {
        this.operation = operation;
        this.request = request;
        this.admitted = admitted;
    }

    HttpRequest request() {
        return request;
    }

    Call call(Map<String, String> segments, byte[] bytes) throws Unfit {
        JsonObject object = object(bytes);
        Body body = body(object);
        Body path = read(operation.path(), path(segments));
        Body query = read(operation.query(), query());
        String key = key(object);
        faults.raise();
        return new Call(
                admitted.app(),
                admitted.identity(),
                admitted.address().text(),
                key,
                path.and(query),
                body,
                object,
                operation.rawBytes() > 0 ? request.withEntity(bytes) : request);
    }

    private JsonObject object(byte[] bytes) throws Unfit {
        var shape = operation.body();
        if (shape == null || (bytes.length == 0 && shape.takesNothing())) return JsonObject.EMPTY;
        return StrictJson.parse(bytes);
    }

    private Body body(JsonObject object) {
        var shape = operation.body();
        if (shape == null) return Body.EMPTY;
        try {
            return shape.read(object);
        } catch (Unfit unfit) {
            faults.add(unfit);
            return Body.EMPTY;
        }
    }

    private Body read(Shape shape, JsonObject texts) {
        try {
            return shape.read(texts);
        } catch (Unfit unfit) {
            boolean anId = unfit.why() == Refusal.ID_INVALID;
            faults.add(anId ? unfit : unfit.as(Refusal.PARAMETER_INVALID));
            return Body.EMPTY;
        }
    }

    private static JsonObject path(Map<String, String> segments) {
        var texts = JsonObject.with();
        segments.forEach(texts::text);
        return texts.build();
    }

    private JsonObject query() {
        try {
            return QueryString.parse(request.getUri().rawQueryString().orElse(""));
        } catch (Unfit unfit) {
            faults.add(unfit);
            return JsonObject.EMPTY;
        }
    }

    private @Nullable String key(JsonObject object) {
        if (operation.keying() == Keying.NONE) return null;
        String key = null;
        int found = 0;
        for (HttpHeader header : request.getHeaders()) {
            if (header.is("idempotency-key")) {
                key = header.value();
                found++;
            }
        }
        if (found > 1 || (key != null && !Request.isKey(key))) {
            faults.add(
                    new Unfit(
                            Refusal.IDEMPOTENCY_KEY_INVALID,
                            "%s must be sent once, with 1 to %d printable ASCII characters."
                                    .formatted(KEY, Request.MAX_KEY_CHARS)));
        }
        if (key == null && needsKey(object)) faults.add(missingKey());
        return key;
    }

    private boolean needsKey(JsonObject object) {
        return switch (operation.keying()) {
            case NONE, OPTIONAL -> false;
            case REQUIRED -> true;
            case KEY_OR_ID -> object.get("id") == null;
        };
    }

    private Unfit missingKey() {
        return new Unfit(
                Refusal.IDEMPOTENCY_KEY_MISSING,
                operation.keying() == Keying.KEY_OR_ID
                        ? Refusal.IDEMPOTENCY_KEY_MISSING.sentence()
                        : "Send the header %s, so that a repeat moves no money twice."
                                .formatted(KEY));
    }
}
