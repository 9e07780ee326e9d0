package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupWordsTest {
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

    private static List<String> words(String words) {
        return List.of(words.split(" ", -1));
    }
}
