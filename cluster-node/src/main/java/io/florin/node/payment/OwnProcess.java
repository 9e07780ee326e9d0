package io.florin.node.payment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process is called, and whether another one has certainly exited: one that was on this
 * machine since it was last started, in the same space of process numbers, and is there no more. Of
 * any other process nobody here can say.
 */
final class OwnProcess {
    private static final Logger LOG = LoggerFactory.getLogger(OwnProcess.class);
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path SPACE = Path.of("/proc/self/ns/pid");

    /** Field 22 of {@code /proc/<pid>/stat}, counted from the third, the first after the name. */
    private static final int START_AFTER_NAME = 19;

    private final String place;
    private final String name;

    private OwnProcess(String place, long pid) {
        this.place = place;
        this.name = place + "/" + pid + "/" + started(pid);
    }

    static OwnProcess find() {
        return new OwnProcess(place(), ProcessHandle.current().pid());
    }

    /** Empty where it cannot be told; then nobody is known to have exited. */
    private static String place() {
        try {
            var space = Files.readSymbolicLink(SPACE).toString();
            return Files.readString(BOOT).strip() + "/" + space;
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            LOG.info("Whether other processes have exited cannot be seen here: {}", e.toString());
            return "";
        }
    }

    /**
     * In ticks since the machine was started, which no clock that is set moves; 0 if it cannot be
     * told. The name of a program, the second field, may hold anything, parentheses too.
     */
    private static long started(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[START_AFTER_NAME]);
        } catch (IOException e) {
            LOG.debug("When process {} was started cannot be seen: {}", pid, e.toString());
            return 0;
        }
    }

    String name() {
        return name;
    }

    boolean hasExited(String other) {
        if (place.isEmpty() || !other.startsWith(place + "/")) return false;
        var parts = other.substring(place.length() + 1).split("/", -1);
        if (parts.length != 2) return false;
        long pid = Long.parseLong(parts[0]);
        long start = Long.parseLong(parts[1]);
        // Without its start a number may be another's by now.
        if (start == 0) return false;
        var alive = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return alive.isEmpty() || (started(pid) != 0 && started(pid) != start);
    }
}
