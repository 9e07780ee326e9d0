package io.florin.sandbox.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every file of a backup but the manifest itself and what points to it, with size and content. */
record Manifest(List<Entry> entries) {
    static final String FILE = "manifest";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (\\d{1,18}) (.+)");

    /**
     * One file.
     *
     * @param path below the backup's folder, with {@code /}
     */
    record Entry(String path, long size, String sha256) {
        Entry {
            var inside = Path.of(path);
            boolean isOdd = inside.isAbsolute() || !inside.normalize().equals(inside);
            if (isOdd || inside.startsWith("..")) {
                throw new IllegalArgumentException(path + " is no path inside a backup.");
            }
        }

        boolean isIn(String folder) {
            return path.startsWith(folder + "/");
        }
    }

    Manifest {
        entries = List.copyOf(entries);
    }

    /** Reads the form that {@link #toString} writes. */
    static Manifest parse(String text) {
        var entries = new ArrayList<Entry>();
        for (var line : text.lines().toList()) {
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("'" + line + "' is no line of a manifest.");
            }
            entries.add(new Entry(parts.group(3), Long.parseLong(parts.group(2)), parts.group(1)));
        }
        return new Manifest(entries);
    }

    String sha256() {
        return Sha256.of(toString().getBytes(StandardCharsets.UTF_8));
    }

    long bytes() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    /** A line a file: SHA-256, size, path. */
    @Override
    public String toString() {
        return entries.stream()
                .map(entry -> entry.sha256 + " " + entry.size + " " + entry.path + "\n")
                .collect(Collectors.joining());
    }
}
