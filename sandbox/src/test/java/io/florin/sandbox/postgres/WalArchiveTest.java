package io.florin.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.sandbox.postgres.Timeline.Fork;
import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replay that ends early is told from one that has read everything. */
class WalArchiveTest {
    @TempDir Path folder;

    private WalArchive archive(String... segments) throws IOException {
        for (var segment : segments) Files.createFile(folder.resolve(segment));
        return WalArchive.of(folder.toString(), null);
    }

    @ParameterizedTest
    @CsvSource({
        "000000010000000000000005, 1, 0/5000028",
        "000000010000000000000005, 1, 0/6000000",
        "0000000100000002000000FF, 1, 3/0",
        "000000010000000000000009, 2, 0/5000028",
    })
    void aFolderThatWasReadToItsEndIsWhole(String last, long timeline, String lsn)
            throws IOException {
        var archive = archive("000000010000000000000004", last);
        archive.requireNothingBehind(new Fork(timeline, lsn));
    }

    @ParameterizedTest
    @CsvSource({
        "000000010000000000000006, 1, 0/5000028",
        "000000010000000000000006, 1, 0/6000000",
        "000000010000000300000000, 1, 3/0",
        "000000020000000000000009, 1, 0/5000028",
    })
    void aFolderWithMoreThanWasReadHasAHole(String behind, long timeline, String lsn)
            throws IOException {
        var archive = archive("000000010000000000000004", behind, "lost+found");
        assertThatThrownBy(() -> archive.requireNothingBehind(new Fork(timeline, lsn)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("read to " + lsn + " only, and yet " + behind);
    }

    /** One that was given up for a newer one: a restore gets none of it, whatever time it is. */
    @ParameterizedTest
    @CsvSource({"000000010000000000000009, 1", "000000010000000000000005, 0"})
    void whatAnOlderTimelineHasBehindItsEndIsSaid(String last, int sentences) throws IOException {
        var archive = archive("000000010000000000000004", last, "000000020000000000000006");
        Files.writeString(
                folder.resolve("00000002.history"), "1\t0/6000028\tbefore 2026-11-26 11:59:00\n");
        assertThat(archive.left())
                .hasSize(sentences)
                .allMatch(left ->
                        left.startsWith("Timeline 1 goes on in " + folder + " behind 0/60"));
    }

    @Test
    void whoWantsATimeMayHaveMoreBehindIt() throws IOException {
        var all = archive("000000010000000000000009");
        new WalArchive(all.folder(), Instant.EPOCH).requireNothingBehind(new Fork(1, "0/5000028"));
    }

    @Test
    void theFolderMayHaveAnyName() {
        assertThat(new WalArchive(Path.of("/ann's 100%"), null).settings())
                .containsExactly("-c", "restore_command=cp '/ann'\\''s 100%%/%f' '%p'");
    }

    @Test
    void aTimeIsSaidAsAServerTakesItOnItsCommandLine() {
        assertThat(new WalArchive(folder, Instant.parse("2026-11-26T11:59:00Z")).settings())
                .contains("recovery_target_time=2026-11-26T11:59:00+00")
                .contains("recovery_target_action=promote");
    }

    @Test
    void theNewestTimelineSaysWhereItBegan() throws IOException {
        var wal = Files.createDirectory(folder.resolve("pg_wal"));
        Files.writeString(wal.resolve("00000002.history"), "1\t0/3000000\tno recovery target\n");
        Files.writeString(
                wal.resolve("00000003.history"),
                "1\t0/3000000\tno recovery target\n\n2\tA/5000028\tbefore 2026-11-26\n");
        assertThat(Timeline.fork(folder)).isEqualTo(new Fork(2, "A/5000028"));
        assertThat(Timeline.fork(folder).position()).isEqualTo(0xA_0500_0028L);
    }
}
