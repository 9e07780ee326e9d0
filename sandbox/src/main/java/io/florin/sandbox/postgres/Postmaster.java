package io.florin.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code postmaster.pid} in a data directory says: which process serves it, and where. */
record Postmaster(long pid, int port) {

    /** Empty without the file, or while a starting server has not written all of it yet. */
    static Optional<Postmaster> readFrom(Path dataDirectory) throws IOException {
        try {
            var lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
            if (lines.size() < 4) return Optional.empty();
            return Optional.of(
                    new Postmaster(
                            Long.parseLong(lines.get(0).strip()),
                            Integer.parseInt(lines.get(3).strip())));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /**
     * The process, if it lives and can be PostgreSQL. After a restart of the machine the number in
     * a left-over file may be anybody's.
     */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().command().map(c -> c.endsWith("postgres")).orElse(true));
    }
}
