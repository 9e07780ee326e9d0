package io.florin.sandbox;

import io.florin.sandbox.backup.Restore;
import io.florin.sandbox.postgres.Folders;
import io.florin.sandbox.postgres.Recovery;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code ./florin restore}: a backup into an empty data folder, and the proof that it is whole. */
final class RestoreCommand {
    private final BackupWords words;
    private final BooksCommand.Work audit;
    private final Terminal terminal;

    /**
     * @param audit what {@code check} runs
     */
    RestoreCommand(BackupWords words, BooksCommand.Work audit, Terminal terminal) {
        this.words = words;
        this.audit = audit;
        this.terminal = terminal;
    }

    void run() {
        var restore = Restore.of(words.folder());
        requireReachable(restore);
        var secrets = restore.secrets();
        var data = new DataFolder(words.options().data());
        data.requireLock();
        requireEmpty(data);
        long begun = System.nanoTime();
        var copied = copy(restore, data);
        long recovering = System.nanoTime();
        var last = recover(data);
        var recovered = Seconds.since(recovering);
        data.keepSecrets(secrets);
        long checking = System.nanoTime();
        check(restore, data);
        terminal.announce(
                "Restored %d MiB in %s: %s copying, %s recovery, %s the check."
                        .formatted(
                                restore.note().bytes() >> 20,
                                Seconds.since(begun),
                                copied,
                                recovered,
                                Seconds.since(checking)));
        terminal.print(bound(restore, last));
        advise(data);
    }

    private void requireReachable(Restore restore) {
        var wal = words.wal();
        if (wal == null || wal.until() == null) return;
        if (wal.until().isBefore(restore.completeUntil())) {
            throw new CommandFailed(
                    "%s is as of %s, and --until says %s; use an older backup."
                            .formatted(words.folder(), restore.completeUntil(), wal.until()));
        }
    }

    private static void requireEmpty(DataFolder data) {
        var foreign = data.firstForeign();
        if (foreign.isPresent()) {
            throw new CommandFailed(
                    "%s is not empty: it has %s; choose an empty folder with --data."
                            .formatted(data.path(), foreign.get()));
        }
    }

    private Seconds copy(Restore restore, DataFolder data) {
        long begun = System.nanoTime();
        var settings = data.postgres();
        int mebibytes = (int) (restore.note().bytes() >> 20);
        Folders.requireFreeSpace(data.path(), mebibytes + settings.freeSpaceMebibytes());
        Folders.makeWritable(settings.folder());
        return orNothing(
                data,
                () -> {
                    restore.copyTo(settings.partialData(), terminal);
                    return Seconds.since(begun);
                });
    }

    private Optional<Instant> recover(DataFolder data) {
        terminal.say(
                words.wal() == null
                        ? "PostgreSQL replays what happened during the backup."
                        : "PostgreSQL replays what happened since the backup began.");
        return orNothing(data, () -> Recovery.run(data.postgres(), words.wal()));
    }

    /** What cannot become a server is not left lying there. */
    private static <T> T orNothing(DataFolder data, Supplier<T> step) {
        try {
            return step.get();
        } catch (CommandFailed e) {
            Folders.delete(data.postgres().folder());
            throw e;
        }
    }

    private void check(Restore restore, DataFolder data) {
        var household = new Household(data, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(household::end, "end"));
        var database = household.startPostgres().address();
        var options = words.options();
        var digest = options.digest() == null ? restore.note().digest() : options.digest();
        audit.run(database, options.withDigest(digest), terminal);
    }

    private String bound(Restore restore, Optional<Instant> last) {
        var wal = words.wal();
        if (wal != null && wal.until() == null) {
            return "All that %s has is there; the last write is of %s."
                    .formatted(wal.folder(), last.map(Instant::toString).orElse("before it"));
        }
        return "What was acknowledged before %s is there; what came later is not."
                .formatted(wal == null ? restore.completeUntil() : wal.until());
    }

    private void advise(DataFolder data) {
        if (words.wal() != null) {
            words.wal().left().forEach(terminal::print);
            terminal.print(
                    "It archives no WAL itself until %s says so (docs/BACKUP.md)."
                            .formatted(data.postgres().folder().resolve("archive.conf")));
        }
        if (data.knownSecrets().isEmpty()) {
            terminal.print(
                    "No secrets came with it: put identity.secret into %s, or nobody can log in."
                            .formatted(data.path()));
        }
        terminal.print("./florin up --data %s goes on.".formatted(data.path()));
    }
}
