package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, which travel as a {@code .txz} inside a jar from Maven Central. */
final class Binaries {
    private Binaries() {}

    /**
     * The folder that holds {@code bin}, {@code lib} and {@code share}; unpacked when it is
     * missing. Its name carries the archive's checksum, so that a newer archive gets a folder of
     * its own.
     */
    static Path unpackedIn(Path folder, Progress progress) {
        var archive = archive();
        try {
            var connection = (JarURLConnection) archive.openConnection();
            var home =
                    folder.resolve("postgresql-%08x".formatted(connection.getJarEntry().getCrc()));
            if (!Files.isDirectory(home)) {
                progress.say("Unpacking PostgreSQL into %s (once).".formatted(folder));
                unpack(archive, home);
            }
            return home;
        } catch (IOException e) {
            throw new CommandFailed(
                    "Cannot unpack PostgreSQL into %s: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    private static URL archive() {
        var system = System.getProperty("os.name");
        var processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var name =
                switch (processor) {
                    case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
                    case "aarch64" -> "/postgres-linux-arm_64.txz";
                    default -> "/none";
                };
        var archive = system.equals("Linux") ? Binaries.class.getResource(name) : null;
        if (archive == null) {
            throw new CommandFailed(
                    "PostgreSQL is carried for Linux on amd64 and arm64 only, and this is %s on %s."
                            .formatted(system, processor));
        }
        return archive;
    }

    /** Beside its place first: a crash in the middle leaves nothing that looks complete. */
    private static void unpack(URL archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        var partial = Files.createTempDirectory(home.getParent(), "partial-");
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var entries =
                new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                place(entry, entries, partial);
            }
        }
        try {
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Somebody else was faster: theirs is as good.
            Folders.delete(partial);
            if (!Files.isDirectory(home)) throw e;
        }
    }

    private static void place(TarArchiveEntry entry, TarArchiveInputStream content, Path folder)
            throws IOException {
        var path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("the archive's entry " + entry.getName() + " leaves the folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(path.getParent());
            Files.copy(content, path);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
