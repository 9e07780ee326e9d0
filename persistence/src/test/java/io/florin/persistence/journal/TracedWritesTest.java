package io.florin.persistence.journal;

import static io.florin.persistence.journal.JournalProbe.atomic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.florin.persistence.journal.JournalProbe.Outstanding;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.trace.TraceIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What the journal's log says of a write is part of the traces of those whose work it is. */
class TracedWritesTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(WriteLog.class);

    private final String entity = "e-" + UUID.randomUUID();
    private final TraceIds ids = new TraceIds(new Random(1));
    private final Trace trace = ids.within(null);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private JournalProbe journal;

    @BeforeEach
    void open() {
        journal =
                new JournalProbe(
                        POSTGRES.config(
                                NamedEvent.BINDING + "florin.journal.slow-write-millis = 1"));
        journal.write(entity + "-before", 1, "x");
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void close() {
        LOGGER.detachAppender(log);
        journal.close();
    }

    private static Traced traced(String event, Trace... traces) {
        return new Traced(event, () -> List.of(traces));
    }

    private List<ILoggingEvent> lines() {
        return List.copyOf(log.list);
    }

    private static Map<String, String> words(Trace trace) {
        return Map.of("traceId", trace.traceId(), "requestId", trace.requestId());
    }

    /** While a table is locked nothing is written to it. */
    @Test
    void aSlowWriteIsToldOfUnderItsIds() {
        Outstanding write;
        try (var _ = POSTGRES.lock("event")) {
            write = journal.send(atomic(journal.event(entity, 1, traced("a", trace))));
            await().until(() -> POSTGRES.sessionsWaitingForLocks() == 1);
        }
        assertThat(write.await().isStored()).isTrue();
        await().until(() -> !lines().isEmpty());
        assertThat(lines().getFirst().getFormattedMessage())
                .startsWith("Slow: " + entity + " 1..1 was stored after ");
        assertThat(lines().getFirst().getMDCPropertyMap()).isEqualTo(words(trace));
        assertThat(journal.replay(entity).payloads()).containsExactly("a");
    }

    @Test
    void ofAMinuteWhenAllIsSlowItIsNotToldOfAll() {
        var writes = new ArrayList<PendingWrite>();
        for (int n = 0; n < 40; n++) writes.add(new PendingWrite("e", 0, List.of(event())));
        WriteLog.slow(writes, 700);
        assertThat(lines()).hasSize(16);
    }

    private NewEvent event() {
        var bytes = new Serialized(1, "m", new byte[0]);
        return new NewEvent(1, bytes, null, null, "w", null, () -> List.of(ids.within(null)));
    }

    @Test
    void aRefusedWriteIsToldOfUnderTheIdsOfAllWhoseWorkItIs() {
        journal.write(entity, 1, "mine");
        var other = ids.within(null);

        journal.write(entity, 1, traced("another's", trace, other));

        assertThat(lines().stream().filter(line -> line.getFormattedMessage().contains("failed")))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line.getFormattedMessage())
                                .startsWith(entity + " 1..1 failed: "))
                .extracting(ILoggingEvent::getMDCPropertyMap)
                .containsExactly(words(trace), words(other));
    }

    @Test
    void whatNobodyTracesIsNotToldOfByItself() {
        journal.write(entity, 1, "mine");
        journal.write(entity, 1, "another's");
        assertThat(lines()).isEmpty();
    }
}
