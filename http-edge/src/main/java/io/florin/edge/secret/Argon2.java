package io.florin.edge.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106) in the PHC string format. The parameters stand in the hash, so hashes of
 * older parameters can still be compared.
 *
 * @param memoryKib of memory per hash, in KiB
 * @param iterations passes over it
 * @param parallelism lanes
 */
public record Argon2(int memoryKib, int iterations, int parallelism) {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,4}),p=(\\d{1,3})"
                            + "\\$([A-Za-z0-9+/]{1,64})\\$([A-Za-z0-9+/]{1,128})");

    public Argon2 {
        if (memoryKib < 8 * parallelism || iterations < 1 || parallelism < 1) {
            throw new IllegalArgumentException(
                    "Argon2 needs an iteration, a lane, and 8 KiB of memory a lane or more.");
        }
    }

    String hash(String password, RandomSecrets secrets) {
        byte[] salt = secrets.bytes(SALT_BYTES);
        byte[] hash = derive(password, salt, HASH_BYTES);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memoryKib,
                        iterations,
                        parallelism,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    /** Takes as long for a wrong password as for the right one. */
    static boolean matches(String password, String phc) {
        var parts = PHC.matcher(phc);
        if (!parts.matches()) throw new IllegalArgumentException("This is no Argon2id hash.");
        var parameters =
                new Argon2(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)));
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        return MessageDigest.isEqual(expected, parameters.derive(password, salt, expected.length));
    }

    private byte[] derive(String password, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(iterations)
                        .withParallelism(parallelism)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    /** Whether the hash was made with these parameters. */
    boolean made(@Nullable String phc) {
        return phc != null
                && phc.startsWith(
                        "$argon2id$v=19$m=%d,t=%d,p=%d$"
                                .formatted(memoryKib, iterations, parallelism));
    }
}
