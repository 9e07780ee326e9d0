package io.florin.sandbox.provider.openai;

import io.florin.sandbox.provider.Call;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of a form with files.
 *
 * @param parts each as ISO-8859-1, which keeps every byte
 */
record Multipart(Map<String, String> parts) {
    private static final int PARTS_MAX = 32;
    private static final Pattern BOUNDARY =
            Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]+)\"?.*");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");

    static Multipart of(Call call) {
        var type = BOUNDARY.matcher(call.header("Content-Type").orElse(""));
        if (!type.matches()) throw OpenAiErrors.bad("The body is no multipart/form-data.");
        var text = new String(call.body(), StandardCharsets.ISO_8859_1);
        var parts = new LinkedHashMap<String, String>();
        for (var part : ("\r\n" + text).split(Pattern.quote("\r\n--" + type.group(1)), PARTS_MAX)) {
            var end = part.indexOf("\r\n\r\n");
            if (end < 0) continue;
            var name = NAME.matcher(part.substring(0, end));
            if (name.find()) parts.put(name.group(1), part.substring(end + 4));
        }
        return new Multipart(parts);
    }

    Optional<String> text(String name) {
        return bytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    Optional<byte[]> bytes(String name) {
        return Optional.ofNullable(parts.get(name))
                .map(part -> part.getBytes(StandardCharsets.ISO_8859_1));
    }
}
