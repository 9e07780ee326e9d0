package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.florin.protocol.logging.LevelChange;
import io.florin.protocol.logging.LogLevel;
import io.florin.protocol.logging.LogLevels.Outcome;
import io.florin.protocol.logging.LoggerName;
import io.florin.protocol.trail.AuditEntry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Log levels of all nodes, for the operator of all apps. */
class LogLevelTest {
    private final TestEdge edge = new TestEdge();

    @Test
    void aLevelIsChangedForFifteenMinutesUnlessItIsSaidForHowLong() {
        var usual = edge.send("PUT", "/v1/log-levels/io.florin.node", "{\"level\":\"debug\"}");
        assertThat(usual.line())
                .isEqualTo(
                        "200 {\"logger\":\"io.florin.node\",\"level\":\"debug\","
                            + "\"until\":\"2026-03-04T05:21:07.123456Z\",\"nodes\":"
                            + "{\"127.0.0.1:17355\":\"changed\",\"127.0.0.2:17355\":\"silent\"}}");
        edge.send("PUT", "/v1/log-levels/io.florin", "{\"level\":\"warn\",\"minutes\":240}");
        assertThat(edge.logLevels.changes)
                .containsExactly(
                        new LevelChange(new LoggerName("io.florin.node"), LogLevel.DEBUG, 15),
                        new LevelChange(new LoggerName("io.florin"), LogLevel.WARN, 240));
    }

    @Test
    void itIsInTheTrailBeforeAndAfter() {
        edge.send("PUT", "/v1/log-levels/io.florin", "{\"level\":\"trace\"}");
        assertThat(edge.trail.asked())
                .extracting(AuditEntry::kind, AuditEntry::target)
                .containsExactly(tuple("log_level.changed.asked", "logger:io.florin"));
        assertThat(edge.trail.all())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.kind()).isEqualTo("log_level.changed");
                    assertThat(entry.after()).contains("\"level\":\"trace\"");
                });
    }

    /** Nobody has changed it: that is no success. */
    @ParameterizedTest
    @CsvSource({"FULL, 422, log_levels_too_many", "SILENT, 503, unavailable"})
    void whatNoNodeHasDoneIsRefused(Outcome outcome, int status, String code) {
        edge.logLevels.outcomes = Map.of("127.0.0.1:17355", outcome);
        var reply = edge.send("PUT", "/v1/log-levels/io.florin", "{\"level\":\"info\"}");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains("\"code\":\"" + code + "\"");
        assertThat(edge.trail.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ROOT                     | {"level":"debug"}
                    com.stripe               | {"level":"debug"}
                    io.florinx               | {"level":"debug"}
                    io.florin..node          | {"level":"debug"}
                    io.florin                | {"level":"loud"}
                    io.florin                | {"level":"debug","minutes":0}
                    io.florin                | {"level":"debug","minutes":241}
                    io.florin                | {"minutes":5}
                    io.florin                | {"level":"debug","for":"ever"}
                    """)
    void whatCannotBeIs400(String logger, String body) {
        assertThat(edge.send("PUT", "/v1/log-levels/" + logger, body).status()).isEqualTo(400);
        assertThat(edge.logLevels.changes).isEmpty();
    }

    @Test
    void allNodesAreListedAndWhoIsSilentSaysSo() {
        assertThat(edge.get("/v1/log-levels").line())
                .isEqualTo(
                        "200 {\"items\":[{\"node\":\"127.0.0.1:17355\",\"answered\":true,\"loggers\":["
                            + "{\"logger\":\"ROOT\",\"level\":\"info\",\"configured\":\"info\"},"
                            + "{\"logger\":\"io.florin\",\"level\":\"debug\","
                            + "\"until\":\"2026-03-04T05:06:07.123456Z\"}]},"
                            + "{\"node\":\"127.0.0.2:17355\",\"answered\":false,\"loggers\":[]}]}");
    }
}
