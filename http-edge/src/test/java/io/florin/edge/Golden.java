package io.florin.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Files under {@code golden/}: frozen, written by hand from what a failing test prints. */
final class Golden {
    private Golden() {}

    /** The file's text, or none if there is no such file. */
    static String text(String name) {
        try (@Nullable InputStream file = Golden.class.getResourceAsStream("/golden/" + name)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
