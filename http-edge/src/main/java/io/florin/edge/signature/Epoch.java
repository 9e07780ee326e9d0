package io.florin.edge.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/** Seconds since 1970 as text, and bytes that are signed after it. */
final class Epoch {
    /** As every provider writes it: no sign, no leading zero, before the year 33658. */
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

    private Epoch() {}

    static Instant parse(String text) throws Flawed {
        if (SECONDS.matcher(text).matches()) return Instant.ofEpochSecond(Long.parseLong(text));
        throw Flawed.malformed("The time of the signature is not in seconds since 1970.");
    }

    static String text(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    /** {@code <prefix>.<body>}. */
    static byte[] before(String prefix, byte[] body) {
        var bytes = new ByteArrayOutputStream(prefix.length() + 1 + body.length);
        bytes.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
        bytes.write('.');
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
