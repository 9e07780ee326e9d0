package io.florin.benchmark.measure;

import com.sun.management.OperatingSystemMXBean;
import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads CPU time from Linux's {@code /proc}. PostgreSQL's is that of the postmaster and its living
 * children, plus what the postmaster inherited from those that have ended.
 */
public final class CpuMeter {
    private static final long TICK_NANOS = 10_000_000; // USER_HZ is 100 on every Linux

    /** The fields of {@code /proc/<pid>/stat} that count, by their place after the name. */
    private record Stat(long pid, long parent, long ticks) {
        static Stat parse(String line) {
            // The name stands in parentheses and may hold anything.
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = 11; field <= 14; field++) ticks += Long.parseLong(fields[field]);
            return new Stat(
                    Long.parseLong(line.substring(0, line.indexOf(' '))),
                    Long.parseLong(fields[1]),
                    ticks);
        }
    }

    private final OperatingSystemMXBean jvm =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long postmaster;

    /** {@code postmaster}: PostgreSQL's first process. */
    public CpuMeter(long postmaster) {
        this.postmaster = postmaster;
    }

    public CpuTime read() {
        return new CpuTime(jvm.getProcessCpuTime(), postgresTicks() * TICK_NANOS);
    }

    /** Of the machine, over the last minute. */
    public double loadAverage() {
        return jvm.getSystemLoadAverage();
    }

    private long postgresTicks() {
        Map<Long, List<Stat>> children = new HashMap<>();
        long ticks = 0;
        for (var stat : stats()) {
            children.computeIfAbsent(stat.parent(), _ -> new ArrayList<>()).add(stat);
            if (stat.pid() == postmaster) ticks = stat.ticks();
        }
        var waiting = new ArrayList<>(children.getOrDefault(postmaster, List.of()));
        while (!waiting.isEmpty()) {
            var next = waiting.removeLast();
            ticks += next.ticks();
            waiting.addAll(children.getOrDefault(next.pid(), List.of()));
        }
        return ticks;
    }

    private static List<Stat> stats() {
        var stats = new ArrayList<Stat>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) read(process).map(Stat::parse).ifPresent(stats::add);
        } catch (IOException e) {
            throw new CommandFailed("CPU time is read from /proc, and that failed: " + e, e);
        }
        return stats;
    }

    /** Empty when the process has ended meanwhile. */
    private static Optional<String> read(Path process) throws IOException {
        try {
            return Optional.of(Files.readString(process.resolve("stat")));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            if (Files.exists(process)) throw e; // "No such process" comes as a plain IOException
            return Optional.empty();
        }
    }
}
