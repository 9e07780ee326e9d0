package io.florin.sandbox.backup;

import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.postgres.BackupSession;
import io.florin.sandbox.postgres.BackupSession.Begun;
import io.florin.sandbox.postgres.BackupSession.Ended;
import io.florin.sandbox.postgres.Folders;
import io.florin.sandbox.postgres.PostgresSettings;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Copies the books of a running PostgreSQL into a new folder. The folder has its name once it is
 * complete; until then, and after a crash in the middle, that ends in {@code .partial}.
 */
public final class Backup {
    static final String DATA = "data";
    static final String SECRETS = "secrets";

    /** Rewritten as a whole at each checkpoint; copied last, as pg_basebackup does. */
    private static final Path CONTROL = Path.of("global", "pg_control");

    /**
     * What goes where.
     *
     * @param folder must not exist yet
     * @param secrets what else goes with it, by the names of their files
     * @param florin this version
     */
    public record Order(
            PostgresSettings server,
            Address address,
            Path folder,
            Map<String, String> secrets,
            String florin) {
        public Order {
            folder = folder.toAbsolutePath().normalize();
            secrets = Map.copyOf(secrets);
        }

        @Override
        public String toString() {
            return "Order[server=" + address + ", folder=" + folder + "]";
        }
    }

    private final Order order;
    private final Supplier<String> digest;
    private final Progress progress;

    private Backup(Order order, Supplier<String> digest, Progress progress) {
        this.order = order;
        this.digest = digest;
        this.progress = progress;
    }

    /**
     * Returns when everything is on the disk.
     *
     * @param digest draws one of the books as they are; asked once, shortly before the end
     * @throws CommandFailed with a sentence, and then there is no folder
     */
    public static BackupNote take(Order order, Supplier<String> digest, Progress progress) {
        return new Backup(order, digest, progress).take();
    }

    private BackupNote take() {
        var folder = order.folder();
        if (Files.exists(folder)) {
            throw new CommandFailed(
                    "%s exists already; a backup goes into a folder of its own.".formatted(folder));
        }
        if (folder.startsWith(order.server().folder())) {
            throw new CommandFailed(
                    "%s is among what is to be copied; choose a folder elsewhere, on another disk."
                            .formatted(folder));
        }
        var partial = folder.resolveSibling(folder.getFileName() + ".partial");
        Folders.delete(partial);
        try {
            FileCopy.makeFolder(partial);
            var note = fill(partial);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            return note;
        } catch (IOException e) {
            throw new CommandFailed("The backup cannot be written: %s.".formatted(e), e);
        } finally {
            Folders.delete(partial);
        }
    }

    private BackupNote fill(Path partial) throws IOException {
        var filling = new Filling(partial);
        progress.say("Waiting for PostgreSQL's checkpoint.");
        try (var session = BackupSession.begin(order.address())) {
            copyData(filling, partial);
            progress.say("Reading every event for the digest.");
            var drawn = digest.get();
            var ended = session.end();
            filling.write(ended.label(), DATA + "/backup_label");
            copyWal(filling, ended);
            filling.copySteady(order.server().data().resolve(CONTROL), DATA + "/" + CONTROL);
            for (var secret : order.secrets().entrySet()) {
                filling.write(secret.getValue() + "\n", SECRETS + "/" + secret.getKey());
            }
            var note = note(filling.finish(), session.begun(), ended, drawn);
            filling.writeApart(note.toJson(), BackupNote.FILE);
            return note;
        }
    }

    private void copyData(Filling filling, Path partial) throws IOException {
        var data = order.server().data();
        var tree = DataTree.of(data);
        Folders.requireFreeSpace(
                partial, (int) (tree.bytes() >> 20) + order.server().freeSpaceMebibytes());
        var tenths = new Tenths("Copying", tree.bytes(), progress);
        for (var file : tree.files()) {
            if (file.equals(CONTROL)) continue;
            try {
                tenths.add(filling.copy(data.resolve(file), DATA + "/" + file));
            } catch (NoSuchFileException e) {
                // Dropped since: the WAL says so, too.
                if (Files.exists(data.resolve(file))) throw e;
            }
        }
    }

    /** With the history of the timelines, which leads to the WAL of a server restored before. */
    private void copyWal(Filling filling, Ended ended) throws IOException {
        var wal = order.server().data().resolve("pg_wal");
        for (var segment : ended.segments()) {
            filling.copy(wal.resolve(segment), DATA + "/pg_wal/" + segment);
        }
        try (var histories = Files.newDirectoryStream(wal, "*.history")) {
            for (var history : histories) {
                filling.copy(history, DATA + "/pg_wal/" + history.getFileName());
            }
        }
    }

    private BackupNote note(Manifest manifest, Begun begun, Ended ended, String drawn) {
        return new BackupNote(
                BackupNote.FORMAT,
                order.florin(),
                begun.version(),
                Long.toUnsignedString(begun.systemIdentifier()),
                begun.at().toString(),
                ended.at().toString(),
                begun.startLsn(),
                ended.stopLsn(),
                drawn,
                manifest.entries().size(),
                manifest.bytes(),
                manifest.sha256());
    }
}
