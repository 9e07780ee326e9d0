package io.florin.node.telemetry;

import io.florin.protocol.trace.Trace;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a sampled trace that is over now.
 *
 * @param part the trace, with the piece's own id
 * @param parent the id of what it is a piece of; null: the trace begins with it
 * @param nanos how long it took
 * @param tags words of the program or of the settings, never ids
 */
public record Span(
        Name name, Trace part, @Nullable String parent, long nanos, Map<String, String> tags) {
    /** What takes its time. */
    public enum Name {
        HTTP_REQUEST("http request"),
        WALLET_COMMAND("wallet command"),
        JOURNAL_WRITE("journal write"),
        JOB_RUN("job run");

        private final String word;

        Name(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
