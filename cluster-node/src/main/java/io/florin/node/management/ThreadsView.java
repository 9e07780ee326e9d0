package io.florin.node.management;

import io.florin.edge.json.Unfit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /florin/threads?depth=30}: what the platform threads do, those that run first, and how
 * many virtual ones want to run. What each virtual thread does the JVM tells only to a file: {@code
 * jcmd <pid> Thread.dump_to_file}.
 */
final class ThreadsView implements View {
    private static final int MOST_THREADS = 300;
    private static final int DEPTH = 30;
    private static final int MAX_DEPTH = 100;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final VirtualThreadSchedulerMXBean virtual =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    @Override
    public CompletionStage<HttpResponse> show(Look look) throws Unfit {
        int depth = look.takes(0, "depth").number("depth", DEPTH, 1, MAX_DEPTH);
        var text = text(depth);
        return CompletableFuture.completedStage(
                HttpResponse.create()
                        .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, text)));
    }

    private String text(int depth) {
        var all =
                Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds(), depth))
                        .filter(Objects::nonNull) // it has ended meanwhile
                        .sorted(
                                Comparator.comparing(ThreadInfo::getThreadState)
                                        .thenComparing(ThreadInfo::getThreadName))
                        .toList();
        return "platform threads: %d %s, peak %d%n"
                        .formatted(
                                all.size(),
                                byState(
                                        all.stream()
                                                .map(ThreadInfo::getThreadState)
                                                .collect(
                                                        Collectors.groupingBy(
                                                                state -> state,
                                                                TreeMap::new,
                                                                Collectors.counting()))),
                                threads.getPeakThreadCount())
                + "virtual threads: %d of %d carriers run one, %d wait for a carrier%n%n"
                        .formatted(
                                virtual.getMountedVirtualThreadCount(),
                                virtual.getPoolSize(),
                                virtual.getQueuedVirtualThreadCount())
                + all.stream()
                        .limit(MOST_THREADS)
                        .map(ThreadsView::text)
                        .collect(Collectors.joining("\n"))
                + (all.size() > MOST_THREADS ? "\n… and more\n" : "");
    }

    private static String byState(Map<Thread.State, Long> counts) {
        return counts.toString();
    }

    private static String text(ThreadInfo thread) {
        var text = new StringBuilder();
        text.append('"').append(thread.getThreadName()).append("\" #");
        text.append(thread.getThreadId()).append(' ').append(thread.getThreadState());
        if (thread.getLockName() != null) text.append(" on ").append(thread.getLockName());
        if (thread.getLockOwnerName() != null) {
            text.append(" held by \"").append(thread.getLockOwnerName()).append('"');
        }
        text.append('\n');
        for (var frame : thread.getStackTrace()) text.append("    ").append(frame).append('\n');
        return text.toString();
    }
}
