package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Makes, measures and removes folders, with a sentence when the disk says no. */
public final class Folders {
    private Folders() {}

    /** Makes the folder and proves that a file can be written in it. */
    public static void makeWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".writable-", ""));
        } catch (IOException e) {
            throw new CommandFailed(
                    "The data folder %s cannot be written: %s; choose another with --data."
                            .formatted(folder, reason(e)),
                    e);
        }
    }

    /** Writes a new file that only its owner can read. */
    public static void writeSecret(Path file, String content) throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
        Files.writeString(file, content);
    }

    /** Refuses a folder on a disk with less than this free. */
    public static void requireFreeSpace(Path folder, int mebibytes) {
        try {
            var free = Files.getFileStore(folder).getUsableSpace() >> 20;
            if (free < mebibytes) {
                throw new CommandFailed(
                        "Only %d MiB are free for %s and %d are needed; free some."
                                .formatted(free, folder, mebibytes));
            }
        } catch (IOException e) {
            throw new CommandFailed(
                    "Cannot measure the disk of %s: %s.".formatted(folder, reason(e)), e);
        }
    }

    /**
     * Removes a folder with everything in it; a missing one is fine. Links are removed, not
     * followed.
     */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new CommandFailed("Cannot remove %s: %s.".formatted(folder, reason(e)), e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " (" + e.getMessage() + ")";
    }
}
