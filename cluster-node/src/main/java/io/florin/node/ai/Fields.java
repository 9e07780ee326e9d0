package io.florin.node.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes a payload apart. What a user wrote goes through the screen; a field that nobody asked for
 * is a mistake of the caller's.
 */
final class Fields {
    private final Set<String> known = new HashSet<>();
    private final ObjectNode object;
    private final Screen screen;

    private Fields(ObjectNode object, Screen screen) {
        this.object = object;
        this.screen = screen;
    }

    static Fields of(String payload, Screen screen) throws PayloadFault {
        var object = Json.parse(payload);
        if (object.isEmpty()) throw new PayloadFault("The payload is one JSON object.");
        return new Fields(object.get(), screen);
    }

    /** A user's text. */
    String text(String name, int maxChars) throws PayloadFault {
        var text = textOrNull(name, maxChars);
        if (text == null) throw new PayloadFault("The payload lacks '" + name + "'.");
        return text;
    }

    @Nullable String textOrNull(String name, int maxChars) throws PayloadFault {
        var text = stringOrNull(name, maxChars);
        if (text == null) return null;
        var fault = screen.fault(name, text);
        if (fault.isPresent()) throw new PayloadFault(fault.get());
        return text;
    }

    private @Nullable String stringOrNull(String name, int maxChars) throws PayloadFault {
        var value = value(name);
        if (value == null) return null;
        if (!value.isTextual()) throw new PayloadFault("'" + name + "' is a string.");
        var text = value.textValue();
        if (text.length() > maxChars) {
            throw new PayloadFault("'%s' has at most %d characters.".formatted(name, maxChars));
        }
        return text;
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        var value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** A word of a fixed form. */
    @Nullable String wordOrNull(String name, String pattern) throws PayloadFault {
        var word = stringOrNull(name, 64);
        if (word != null && !word.matches(pattern)) {
            throw new PayloadFault("'" + name + "' must match " + pattern + ".");
        }
        return word;
    }

    /** A language, such as {@code th}. */
    @Nullable String languageOrNull() throws PayloadFault {
        return wordOrNull("language", "[a-z]{2,3}");
    }

    int number(String name, int least, int most) throws PayloadFault {
        var value = value(name);
        if (value == null
                || !value.isInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw new PayloadFault(
                    "'%s' is a whole number, %d to %d.".formatted(name, least, most));
        }
        return value.intValue();
    }

    /** What base64 says; null if it is not there. */
    byte @Nullable [] bytesOrNull(String name, int maxChars) throws PayloadFault {
        var text = stringOrNull(name, maxChars);
        if (text == null) return null;
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (bytes.length > 0) return bytes;
        } catch (IllegalArgumentException e) {
            // As empty as nothing.
        }
        throw new PayloadFault("'" + name + "' is base64 of at least one byte.");
    }

    /** All that there is has been asked for. */
    void noOthers() throws PayloadFault {
        var others = new TreeSet<String>();
        object.fieldNames().forEachRemaining(others::add);
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw new PayloadFault("Nobody knows the field '" + others.first() + "'.");
        }
    }
}
