package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.sandbox.postgres.WalArchive;
import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupWordsTest {
    @TempDir Path folder;

    @Test
    void theFolderComesFirstAndOptionsAfterIt() {
        var said = BackupWords.ofBackup(words("/b/../copy --data /d --with-secrets"));
        assertThat(said.folder()).isEqualTo(Path.of("/copy"));
        assertThat(said.withSecrets()).isTrue();
        assertThat(said.options().data()).isEqualTo(Path.of("/d"));
        assertThat(BackupWords.ofBackup(words("copy")).withSecrets()).isFalse();
        assertThat(BackupWords.ofBackup(words("copy")).folder()).isAbsolute();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--data /d", "copy --with-secrets", "copy another"})
    void nonsenseIsOneSentence(String words) {
        assertThatThrownBy(() -> BackupWords.ofRestore(words(words)))
                .isInstanceOf(CommandFailed.class)
                .message()
                .endsWith(".");
    }

    @Test
    void anArchiveAndATimeMayFollow() throws IOException {
        Files.createFile(folder.resolve("000000010000000000000005"));
        var all = BackupWords.ofRestore(words("copy --wal " + folder + " --data /d"));
        assertThat(all.wal()).isEqualTo(new WalArchive(folder, null));
        assertThat(all.options().data()).isEqualTo(Path.of("/d"));
        var some = "copy --until 2026-11-26T18:59:00.0000019+07:00 --wal " + folder;
        assertThat(BackupWords.ofRestore(words(some)).wal())
                .isEqualTo(new WalArchive(folder, Instant.parse("2026-11-26T11:59:00.000001Z")));
        assertThat(BackupWords.ofRestore(words("copy")).wal()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    copy --wal                                 | --wal needs a value after it.
                    copy --until 2026-11-26T11:59:00Z          | --until needs --wal as well
                    copy --wal /nowhere/at/all                 | --wal: /nowhere/at/all is no folder.
                    copy --wal FOLDER                          | has no WAL in it.
                    copy --wal FOLDER --until noon             | --until needs a time with its zone
                    copy --wal FOLDER --until 2026-11-26T11:59 | --until needs a time with its zone
                    --wal FOLDER                               | has no WAL in it.
                    """)
    void anArchiveThatIsNoneIsOneSentence(String words, String sentence) {
        var said = words(words.replace("FOLDER", folder.toString()));
        assertThatThrownBy(() -> BackupWords.ofRestore(said))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining(sentence);
    }

    private static List<String> words(String words) {
        return List.of(words.split(" ", -1));
    }
}
