package io.florin.sandbox;

import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person said after {@code backup} or {@code restore}.
 *
 * @param folder the backup's
 */
record BackupWords(Path folder, boolean withSecrets, Options options) {
    private static final String WITH_SECRETS = "--with-secrets";

    static BackupWords ofBackup(List<String> words) {
        var rest = new ArrayList<>(words);
        boolean withSecrets = rest.remove(WITH_SECRETS);
        return parse("backup", withSecrets, rest);
    }

    static BackupWords ofRestore(List<String> words) {
        return parse("restore", false, words);
    }

    private static BackupWords parse(String command, boolean withSecrets, List<String> words) {
        if (words.isEmpty() || words.getFirst().startsWith("--")) {
            throw new CommandFailed(
                    "Say which folder first: ./florin %s FOLDER.".formatted(command));
        }
        return new BackupWords(
                Path.of(words.getFirst()).toAbsolutePath().normalize(),
                withSecrets,
                Options.parse(words.subList(1, words.size())));
    }
}
