package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manual's {@code archive_command} does with one segment. */
class ArchiveTest {
    private static final String NAME = "000000010000000000000005";

    @TempDir Path temporary;

    private Path segment;
    private Archive archive;

    @BeforeEach
    void write() throws Exception {
        var wal = Files.createDirectory(temporary.resolve("pg_wal"));
        segment = Files.writeString(wal.resolve(NAME), "what was written");
        archive = Archive.in(temporary.resolve("put-away"));
    }

    private int putAway() throws Exception {
        var shell = new ProcessBuilder("sh", "-c", archive.command(segment)).inheritIO().start();
        assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return shell.exitValue();
    }

    private void assertHas(String content) {
        assertThat(archive.folder()).isDirectoryContaining(file -> file.endsWith(NAME));
        assertThat(archive.folder()).isDirectoryNotContaining(file -> !file.endsWith(NAME));
        assertThat(archive.folder().resolve(NAME)).hasContent(content);
    }

    @Test
    void aSegmentIsPutAwayAsAWhole() throws Exception {
        Files.writeString(archive.folder().resolve(NAME + ".part"), "of a crash in the middle");
        assertThat(putAway()).isZero();
        assertHas("what was written");
    }

    /** The server had no time to note that it was done. */
    @Test
    void whatIsThereAlreadyIsFine() throws Exception {
        assertThat(putAway()).isZero();
        assertThat(putAway()).isZero();
        assertHas("what was written");
    }

    @Test
    void anotherServersSegmentIsNotOverwritten() throws Exception {
        assertThat(putAway()).isZero();
        Files.writeString(segment, "what another server wrote");
        assertThat(putAway()).isNotZero();
        assertHas("what was written");
    }

    @Test
    void aFolderThatIsGoneIsAFailure() throws Exception {
        Files.delete(archive.folder());
        assertThat(putAway()).isNotZero();
    }
}
