package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BatchWriterTest {
    private static final Pattern UNWRITTEN = Pattern.compile("numbers ends with (\\d+) unwritten");

    @Test
    void whatIsNotWrittenAtTheEndIsCountedInAWarning() {
        var logger = (Logger) LoggerFactory.getLogger(BatchWriter.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        var begun = new CountDownLatch(2);
        var writer =
                new BatchWriter<Integer>(
                        "numbers",
                        2,
                        (_, _) -> {
                            begun.countDown();
                            throw new IllegalStateException("Not now.");
                        },
                        refused -> {
                            throw new AssertionError(refused);
                        });
        try {
            for (int number = 0; number < 7; number++) writer.add(number);
            await().until(() -> begun.getCount() == 0);
            writer.stop();
            await().until(() -> unwritten(lines.list) == 7);
        } finally {
            logger.detachAppender(lines);
        }
    }

    private static int unwritten(List<ILoggingEvent> lines) {
        return List.copyOf(lines).stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(line -> UNWRITTEN.matcher(line.getFormattedMessage()))
                .filter(found -> found.matches())
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();
    }

    @Test
    void whoHasWrittenAllEndsInSilence() {
        var written = new CountDownLatch(3);
        var writer = new BatchWriter<Integer>("all", 1, (_, _) -> written.countDown(), _ -> {});
        for (int number = 0; number < 3; number++) writer.add(number);
        await().until(() -> written.getCount() == 0);
        writer.stop();
        assertThat(written.getCount()).isZero();
    }
}
