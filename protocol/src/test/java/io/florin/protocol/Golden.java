package io.florin.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Files under {@code golden/}, frozen: what they hold was stored by a release and is read by every
 * later one. A test that fails against one is right; the code is wrong. A new kind's file is
 * written by hand from what the failing test prints.
 */
public final class Golden {
    private static final int BYTES_PER_LINE = 32;

    private Golden() {}

    /** The lines of a file, or none if there is no such file. */
    public static List<String> lines(String name) {
        try (@Nullable InputStream file = Golden.class.getResourceAsStream("/golden/" + name)) {
            if (file == null) return List.of();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes as lines of hexadecimal digits. */
    public static List<String> hex(byte[] bytes) {
        var digits = HexFormat.of().formatHex(bytes);
        int step = 2 * BYTES_PER_LINE;
        return IntStream.iterate(0, from -> from < digits.length(), from -> from + step)
                .mapToObj(from -> digits.substring(from, Math.min(from + step, digits.length())))
                .toList();
    }

    public static byte[] bytes(List<String> hex) {
        return HexFormat.of().parseHex(String.join("", hex));
    }
}
