package io.florin.edge.operation;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A query as an object of texts, so that the same shapes check it as check a body. */
final class QueryString {
    private QueryString() {}

    static JsonObject parse(String raw) throws Unfit {
        if (raw.isEmpty()) return JsonObject.EMPTY;
        var texts = JsonObject.with();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) throw malformed();
            texts.text(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return texts.build();
    }

    private static String decoded(String text) throws Unfit {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static Unfit malformed() {
        return new Unfit(Refusal.PARAMETER_INVALID, "The query is not name=value&name=value.");
    }
}
