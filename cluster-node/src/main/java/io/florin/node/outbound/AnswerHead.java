package io.florin.node.outbound;

import io.florin.node.outbound.Receipt.Answered;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of an answer, and no more than a little of its body, so that whoever sends one is
 * not cut off. All of it within a time, and a size, whatever the other end does.
 */
final class AnswerHead {
    private static final int MAX_HEAD_BYTES = 16_384;
    private static final int MAX_BODY_BYTES = 65_536;
    private static final int BODY_MILLIS = 200;
    private static final int MAX_RETRY_DIGITS = 9;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1," + MAX_RETRY_DIGITS + "}");
    private static final String RETRY_AFTER = "retry-after:";

    /** It is no HTTP, or too much of it. */
    static final class Malformed extends IOException {}

    private final long untilNanos;
    private int left = MAX_HEAD_BYTES;

    /** The time begins now. */
    AnswerHead(int millis) {
        this.untilNanos = System.nanoTime() + millis * 1_000_000L;
    }

    Answered read(Socket socket) throws IOException {
        var in = socket.getInputStream();
        while (true) {
            var status = STATUS.matcher(line(socket, in));
            if (!status.matches()) throw new Malformed();
            int code = Integer.parseInt(status.group(1));
            var retryAfter = headers(socket, in);
            if (code < 200) continue; // what comes before the answer
            drain(socket, in);
            return new Answered(code, retryAfter);
        }
    }

    private @Nullable Duration headers(Socket socket, InputStream in) throws IOException {
        Duration retryAfter = null;
        for (var line = line(socket, in); !line.isEmpty(); line = line(socket, in)) {
            if (!line.toLowerCase(Locale.ROOT).startsWith(RETRY_AFTER)) continue;
            var value = line.substring(RETRY_AFTER.length()).strip();
            if (SECONDS.matcher(value).matches()) {
                retryAfter = Duration.ofSeconds(Integer.parseInt(value));
            }
        }
        return retryAfter;
    }

    private String line(Socket socket, InputStream in) throws IOException {
        var line = new StringBuilder();
        while (true) {
            int c = next(socket, in);
            if (c == '\n') break;
            line.append((char) c);
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') line.setLength(length - 1);
        return line.toString();
    }

    private int next(Socket socket, InputStream in) throws IOException {
        if (--left < 0) throw new Malformed();
        long millis = (untilNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0) throw new SocketTimeoutException("The answer takes too long.");
        socket.setSoTimeout((int) millis);
        int c = in.read();
        if (c < 0) throw new Malformed();
        return c;
    }

    /** What is there of it; nobody reads it, and its end is not worth waiting for. */
    private static void drain(Socket socket, InputStream in) {
        try {
            socket.setSoTimeout(BODY_MILLIS);
            long until = System.nanoTime() + BODY_MILLIS * 1_000_000L;
            var buffer = new byte[8_192];
            for (int all = 0; all < MAX_BODY_BYTES && System.nanoTime() < until; ) {
                int some = in.read(buffer);
                if (some < 0) return;
                all += some;
            }
        } catch (IOException _) {
            // The answer is known, which is all that matters.
            return;
        }
    }
}
