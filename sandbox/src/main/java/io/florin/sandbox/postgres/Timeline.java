package io.florin.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** What a server writes down when a recovery ends: where its new timeline leaves the old one. */
final class Timeline {
    /**
     * The end of a replay.
     *
     * @param timeline the one that was left
     * @param lsn as PostgreSQL writes it: 0/5000028
     */
    record Fork(long timeline, String lsn) {
        /** In bytes. */
        long position() {
            var halves = lsn.split("/", 2);
            return (Long.parseLong(halves[0], 16) << 32) + Long.parseLong(halves[1], 16);
        }
    }

    private Timeline() {}

    /** Of the newest timeline in a data directory that was recovered. */
    static Fork fork(Path data) throws IOException {
        return forks(data.resolve("pg_wal")).stream()
                .reduce((_, last) -> last)
                .orElseThrow(() -> new IOException("no timeline was begun"));
    }

    /** The way of the newest timeline in a folder, from the first it left to the last. */
    static List<Fork> forks(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var newest =
                    files.filter(file -> file.toString().endsWith(".history"))
                            .max(Comparator.comparing(file -> file.getFileName().toString()));
            if (newest.isEmpty()) return List.of();
            return Files.readAllLines(newest.get()).stream()
                    .filter(line -> line.matches("\\d+\t[0-9A-F]+/[0-9A-F]+\t.*"))
                    .map(line -> line.split("\t", 3))
                    .map(columns -> new Fork(Long.parseLong(columns[0]), columns[1]))
                    .toList();
        }
    }
}
