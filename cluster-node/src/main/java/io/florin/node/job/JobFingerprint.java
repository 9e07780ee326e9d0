package io.florin.node.job;

import io.florin.protocol.job.door.NewJob;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What makes two requests for a job without a price the same: everything that the client chose. A
 * version, then each field with its length before it (−1 for null), so that no two sequences of
 * fields give the same bytes.
 */
final class JobFingerprint {
    private static final byte VERSION = 1;
    private static final int NULL = -1;

    private JobFingerprint() {}

    static String of(NewJob job) {
        var spec = job.spec();
        var bytes = new ByteArrayOutputStream();
        try (var fields = new DataOutputStream(bytes)) {
            fields.writeByte(VERSION);
            write(fields, job.given() ? job.id() : null);
            write(fields, spec.queue());
            write(fields, spec.kind());
            write(fields, spec.key());
            write(fields, spec.payload());
            write(fields, spec.priority().name());
            write(fields, spec.runAt());
            write(fields, spec.uniqueKey());
            write(fields, spec.maxAttempts());
            write(fields, job.replays());
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private static void write(DataOutputStream fields, @Nullable Object field) throws IOException {
        if (field == null) {
            fields.writeInt(NULL);
            return;
        }
        var bytes = field.toString().getBytes(StandardCharsets.UTF_8);
        fields.writeInt(bytes.length);
        fields.write(bytes);
    }
}
