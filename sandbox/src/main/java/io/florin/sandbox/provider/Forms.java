package io.florin.sandbox.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Forms whose names nest: {@code metadata[job]=7&expand[0]=charge}. A list is keyed by number. */
public final class Forms {
    private static final int PAIRS_MAX = 1_000;
    private static final int DEPTH_MAX = 6;

    private Forms() {}

    /**
     * Later values of a name win; pairs beyond the bound and names nested too deep are left out.
     */
    public static ObjectNode parse(String form) {
        var root = Json.object();
        if (form.isBlank()) return root;
        for (var pair : form.split("&", PAIRS_MAX)) {
            var parts = pair.split("=", 2);
            put(root, decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return root;
    }

    private static void put(ObjectNode root, String name, String value) {
        var keys = name.replace("]", "").split("\\[", -1);
        if (keys.length > DEPTH_MAX) return;
        var object = root;
        for (var i = 0; i < keys.length - 1; i++) {
            var key = keys[i];
            object = object.get(key) instanceof ObjectNode inner ? inner : object.putObject(key);
        }
        var last = keys[keys.length - 1];
        object.put(last.isEmpty() ? Integer.toString(object.size()) : last, value);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text; // A stray percent sign stands for itself.
        }
    }
}
