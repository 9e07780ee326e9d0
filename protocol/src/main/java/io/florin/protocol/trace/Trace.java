package io.florin.protocol.trace;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of work belongs to, and which of its parts it is itself: {@code trace-id}, {@code
 * parent-id} and {@code trace-flags} of W3C Trace Context, in lower-case hexadecimal digits. It is
 * for finding lines in logs: nothing is decided by it, and no fingerprint has it.
 *
 * @param traceId 32 digits
 * @param requestId 16 digits: the request's, or that of a job's run
 * @param flags 2 digits, as they came
 */
public record Trace(String traceId, String requestId, String flags) {
    /** The header of a request, of its answer, and of what is asked of others for it. */
    public static final String HEADER = "traceparent";

    /** Of {@link #header}, which is the form that is stored and sent. */
    public static final int CHARS = 55;

    public static final String NO_FLAGS = "00";

    private static final int TRACE_ID_CHARS = 32;
    private static final int REQUEST_ID_CHARS = 16;
    private static final int FLAGS_CHARS = 2;
    private static final int MAX_CHARS = 512;
    private static final String FIRST_VERSION = "00-";
    private static final String NO_VERSION = "ff";

    /** Throws {@link IllegalArgumentException} if one of them has another length. */
    public Trace {
        if (traceId.length() != TRACE_ID_CHARS
                || requestId.length() != REQUEST_ID_CHARS
                || flags.length() != FLAGS_CHARS) {
            throw new IllegalArgumentException("A trace has 32, 16 and 2 digits.");
        }
    }

    /**
     * The sender's; empty: the header is not valid. Later versions may say more behind what this
     * one says.
     */
    public static Optional<Trace> parse(@Nullable String header) {
        if (header == null || header.length() < CHARS || header.length() > MAX_CHARS) {
            return Optional.empty();
        }
        boolean saysMore = header.length() > CHARS;
        if (saysMore && (header.startsWith(FIRST_VERSION) || header.charAt(CHARS) != '-')) {
            return Optional.empty();
        }
        boolean isVersion = isHex(header, 0, 2) && !header.startsWith(NO_VERSION);
        boolean isValid =
                isVersion
                        && header.charAt(2) == '-'
                        && isId(header, 3, 35)
                        && header.charAt(35) == '-'
                        && isId(header, 36, 52)
                        && header.charAt(52) == '-'
                        && isHex(header, 53, CHARS);
        if (!isValid) return Optional.empty();
        return Optional.of(
                new Trace(
                        header.substring(3, 35),
                        header.substring(36, 52),
                        header.substring(53, CHARS)));
    }

    private static boolean isId(String text, int from, int to) {
        if (!isHex(text, from, to)) return false;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') return true;
        }
        return false;
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) return false;
        }
        return true;
    }

    /** Another part of the same whole. */
    public Trace part(String id) {
        return new Trace(traceId, id, flags);
    }

    /** Whether whoever began it wants to see where the time went. */
    public boolean isSampled() {
        return (Character.digit(flags.charAt(1), 16) & 1) == 1;
    }

    /** In the first version's form, of {@value #CHARS} characters. */
    public String header() {
        return FIRST_VERSION + traceId + "-" + requestId + "-" + flags;
    }
}
