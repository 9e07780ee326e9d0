package io.florin.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A test that fails while commands run says what these said last, and what is alarming in their
 * nodes' logs: all of it is gone when somebody reads of the failure.
 */
public final class LastWords
        implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final int LINES = 4;
    private static final int LENGTH = 300;
    private static final Pattern ALARMING =
            Pattern.compile(" ERROR | took decision |Scheduled sending of heartbeat was delayed");

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throw withLastWords(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throw withLastWords(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(
            ExtensionContext context, Throwable failure) throws Throwable {
        throw withLastWords(failure);
    }

    private static Throwable withLastWords(Throwable failure) {
        var words = Command.running().stream().flatMap(each -> of(each).stream()).toList();
        if (words.isEmpty()) return failure;
        return new AssertionError(failure + " [" + String.join(" | ", words) + "]", failure);
    }

    private static List<String> of(Command command) {
        var words = new ArrayList<>(last(command.lines()));
        command.data().ifPresent(data -> words.addAll(alarms(data.resolve("nodes"))));
        return words;
    }

    private static List<String> alarms(Path nodes) {
        var alarms = new ArrayList<String>();
        try (var logs = Files.newDirectoryStream(nodes, "*.log")) {
            for (var log : logs) {
                try (var lines = Files.lines(log)) {
                    alarms.addAll(
                            last(lines.filter(line -> ALARMING.matcher(line).find()).toList()));
                }
            }
        } catch (IOException e) {
            alarms.add("no logs: " + e);
        }
        return alarms;
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(line -> line.substring(0, Math.min(LENGTH, line.length())))
                .toList();
    }
}
