package io.florin.node.logging;

import com.typesafe.config.Config;
import java.util.Locale;

/** How this node logs; read from {@value #PATH}. */
public record LogSettings(LogFormat format) {
    public static final String PATH = "florin.log";

    public static LogSettings from(Config root) {
        String format = root.getString(PATH + ".format");
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "text" -> new LogSettings(LogFormat.TEXT);
            case "json" -> new LogSettings(LogFormat.JSON);
            default ->
                    throw new IllegalArgumentException(
                            "%s.format is '%s': set it to text or json.".formatted(PATH, format));
        };
    }
}
