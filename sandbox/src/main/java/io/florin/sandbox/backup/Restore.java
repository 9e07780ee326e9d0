package io.florin.sandbox.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.florin.sandbox.backup.Manifest.Entry;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A backup that is read. Nothing is taken from its folder but what its manifest lists, and each
 * file is compared with it while it is copied: what was checked is what was written.
 */
public final class Restore {
    private final Path folder;
    private final BackupNote note;
    private final Manifest manifest;

    private Restore(Path folder, BackupNote note, Manifest manifest) {
        this.folder = folder;
        this.note = note;
        this.manifest = manifest;
    }

    /**
     * Looks at everything but the content of the files.
     *
     * @throws CommandFailed with a sentence if this is no backup, not for this PostgreSQL, or not
     *     complete
     */
    public static Restore of(Path folder) {
        var note = note(folder);
        if (note.format() != BackupNote.FORMAT) {
            throw new CommandFailed(
                    "%s has format %d and this Florin reads %d; use the one that took it, %s."
                            .formatted(folder, note.format(), BackupNote.FORMAT, note.florin()));
        }
        if (note.postgresMajor() != PostgresServer.majorVersion()) {
            throw new CommandFailed(
                    ("%s is of PostgreSQL %d and this is %d; restore it with Florin %s, then use"
                                    + " pg_upgrade.")
                            .formatted(
                                    folder,
                                    note.postgresMajor(),
                                    PostgresServer.majorVersion(),
                                    note.florin()));
        }
        var restore = new Restore(folder, note, manifest(folder, note));
        restore.requireAllFiles();
        return restore;
    }

    private static BackupNote note(Path folder) {
        var file = folder.resolve(BackupNote.FILE);
        try {
            return BackupNote.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailed(
                    "%s is no backup: it has no %s.".formatted(folder, BackupNote.FILE), e);
        } catch (JsonProcessingException e) {
            throw new CommandFailed(
                    "%s is no note of a backup: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Manifest manifest(Path folder, BackupNote note) {
        var file = folder.resolve(Manifest.FILE);
        try {
            var bytes = Files.readAllBytes(file);
            if (!Sha256.of(bytes).equals(note.manifestSha256())) {
                throw new CommandFailed(
                        "%s is not what was written; use another backup.".formatted(file));
            }
            return Manifest.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private void requireAllFiles() {
        for (var entry : manifest.entries()) {
            var file = folder.resolve(entry.path());
            try {
                requireComplete(entry, Files.size(file));
            } catch (NoSuchFileException e) {
                throw new CommandFailed("%s is missing; use another backup.".formatted(file), e);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
    }

    private void requireComplete(Entry entry, long size) {
        if (size == entry.size()) return;
        throw new CommandFailed(
                "%s has %d bytes and was backed up with %d; use another backup."
                        .formatted(folder.resolve(entry.path()), size, entry.size()));
    }

    public BackupNote note() {
        return note;
    }

    /** What was acknowledged before it is in the backup. */
    public Instant completeUntil() {
        try {
            return Instant.parse(note.completeUntil());
        } catch (DateTimeParseException e) {
            throw new CommandFailed(
                    "%s is no note of a backup: completeUntil is %s."
                            .formatted(folder.resolve(BackupNote.FILE), note.completeUntil()),
                    e);
        }
    }

    /** By the names of their files; none if it was taken without. */
    public Map<String, String> secrets() {
        var secrets = new TreeMap<String, String>();
        for (var entry : manifest.entries()) {
            if (!entry.isIn(Backup.SECRETS)) continue;
            var file = folder.resolve(entry.path());
            try {
                var bytes = Files.readAllBytes(file);
                requireSame(entry, Sha256.of(bytes));
                secrets.put(
                        file.getFileName().toString(),
                        new String(bytes, StandardCharsets.UTF_8).strip());
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        return secrets;
    }

    /**
     * Copies the server's files, to be recovered there.
     *
     * @param data a folder that does not exist
     * @throws CommandFailed with a sentence at the first file that is not what was backed up
     */
    public void copyTo(Path data, Progress progress) {
        var tenths = new Tenths("Copying", note.bytes(), progress);
        try {
            FileCopy.makeFolder(data);
            for (var name : Selection.FOLDERS) FileCopy.makeFolder(data.resolve(name));
            for (var entry : manifest.entries()) {
                if (!entry.isIn(Backup.DATA)) continue;
                var name = entry.path().substring(Backup.DATA.length() + 1);
                // A recovery begins with writing all of them to the disk.
                var copy = FileCopy.unforced(folder.resolve(entry.path()), data.resolve(name));
                requireComplete(entry, copy.size());
                requireSame(entry, copy.sha256());
                tenths.add(copy.size());
            }
        } catch (IOException e) {
            throw new CommandFailed("%s cannot be copied: %s.".formatted(folder, e), e);
        }
    }

    private void requireSame(Entry entry, String sha256) {
        if (sha256.equals(entry.sha256())) return;
        throw new CommandFailed(
                "%s is not what was backed up; use another backup."
                        .formatted(folder.resolve(entry.path())));
    }

    private static CommandFailed unreadable(Path file, IOException e) {
        return new CommandFailed("%s cannot be read: %s.".formatted(file, e), e);
    }
}
