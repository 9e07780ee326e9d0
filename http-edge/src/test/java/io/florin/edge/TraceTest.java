package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.florin.edge.TestEdge.Reply;
import io.florin.edge.operation.RequestHandler;
import io.florin.edge.trace.RequestTrace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Each request has ids, which its answer and the lines of the log about it carry. */
class TraceTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final TestEdge edge = new TestEdge();

    @Test
    void aRequestGoesOnWithItsSendersTrace() {
        var reply = edge.get("/health/live", "traceparent: " + SENT);
        assertThat(reply.header("traceparent"))
                .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
                .isNotEqualTo(SENT);
    }

    /** What is not valid is as good as nothing: a trace begins here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01      | continued
                    01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-more | continued
                    cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00      | continued
                    00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more | begun
                    ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01      | begun
                    00-00000000000000000000000000000000-00f067aa0ba902b7-01      | begun
                    00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01      | begun
                    00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01      | begun
                    00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01       | begun
                    00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7         | begun
                    00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g      | begun
                    01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00more  | begun
                    nonsense                                                     | begun
                    """)
    void onlyAValidHeaderIsContinued(String header, String what) {
        var trace = traceId(edge.get("/health/live", "traceparent: " + header));
        assertThat(trace.equals(TRACE) ? "continued" : "begun").isEqualTo(what);
    }

    @Test
    void whoSendsNoneGetsADifferentOneEachTimeWhateverTheAnswer() {
        var seen = new HashSet<String>();
        for (var path :
                new String[] {"/health/live", "/nowhere", "/v1/wallets/w", "/v1/audit-entries"}) {
            for (int i = 0; i < 50; i++) {
                var trace = traceId(edge.get(path));
                assertThat(trace).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
                assertThat(seen.add(trace)).isTrue();
            }
        }
    }

    private static String traceId(Reply reply) {
        return reply.header("traceparent").split("-", -1)[1];
    }

    /**
     * A line about each answer, and an incident: they have the ids, and the thread forgets them.
     */
    @Test
    void theLogHasTheIdsOfTheAnswer() {
        edge.wallets.onAsk =
                (_, _) -> {
                    throw new IllegalStateException("planted");
                };
        var log = new ListAppender<ILoggingEvent>();
        var edges = (Logger) LoggerFactory.getLogger("io.florin.edge");
        var handler = (Logger) LoggerFactory.getLogger(RequestHandler.class);
        log.start();
        edges.addAppender(log);
        handler.setLevel(Level.DEBUG);
        Reply reply;
        try {
            reply = edge.get("/v1/wallets/w", "traceparent: " + SENT);
        } finally {
            handler.setLevel(null);
            edges.detachAppender(log);
        }
        assertThat(reply.status()).isEqualTo(500);
        var ids = Map.of("traceId", TRACE, "requestId", requestId(reply), "traceFlags", "01");
        assertThat(List.copyOf(log.list))
                .extracting(event -> event.getFormattedMessage().split(" ", -1)[0])
                .containsExactly("Incident", "getWallet:");
        assertThat(List.copyOf(log.list))
                .allSatisfy(event -> assertThat(event.getMDCPropertyMap()).isEqualTo(ids));
        assertThat(RequestTrace.ofThread()).isNull();
    }

    private static String requestId(Reply reply) {
        return reply.header("traceparent").split("-", -1)[2];
    }
}
