package io.florin.sandbox;

import io.florin.sandbox.postgres.WalArchive;
import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person said after {@code backup} or {@code restore}.
 *
 * @param folder the backup's
 * @param wal what was archived since the backup, to be restored, too
 */
record BackupWords(Path folder, boolean withSecrets, @Nullable WalArchive wal, Options options) {
    private static final String WITH_SECRETS = "--with-secrets";
    private static final String WAL = "--wal";
    private static final String UNTIL = "--until";

    static BackupWords ofBackup(List<String> words) {
        var rest = new ArrayList<>(words);
        boolean withSecrets = rest.remove(WITH_SECRETS);
        return new BackupWords(folder("backup", rest), withSecrets, null, options(rest));
    }

    static BackupWords ofRestore(List<String> words) {
        var rest = new ArrayList<>(words);
        var wal = taken(WAL, rest);
        var until = taken(UNTIL, rest);
        if (wal == null && until != null) {
            throw new CommandFailed(
                    "--until needs --wal as well, the folder with the WAL since the backup.");
        }
        var archive = wal == null ? null : WalArchive.of(wal, until);
        return new BackupWords(folder("restore", rest), false, archive, options(rest));
    }

    /** What follows an option; both are words no more. */
    private static @Nullable String taken(String option, List<String> words) {
        int at = words.indexOf(option);
        if (at < 0) return null;
        words.remove(at);
        if (at == words.size()) throw new CommandFailed(option + " needs a value after it.");
        return words.remove(at);
    }

    private static Path folder(String command, List<String> words) {
        if (words.isEmpty() || words.getFirst().startsWith("--")) {
            throw new CommandFailed(
                    "Say which folder first: ./florin %s FOLDER.".formatted(command));
        }
        return Path.of(words.getFirst()).toAbsolutePath().normalize();
    }

    private static Options options(List<String> words) {
        return Options.parse(words.subList(1, words.size()));
    }
}
