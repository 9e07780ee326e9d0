package io.florin.sandbox.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with the form of a backup, and what can have happened to it since. */
class RestoreTest {
    @TempDir Path temporary;

    private Path backup;
    private Path target;

    @BeforeEach
    void take() throws IOException {
        backup = temporary.resolve("backup");
        target = temporary.resolve("target");
        var filling = new Filling(backup);
        filling.write("a table", "data/base/1/1259");
        filling.write("the label", "data/backup_label");
        filling.write("a key\n", "secrets/operator.key");
        note(filling.finish(), 1, 180_006);
    }

    private void note(Manifest manifest, int format, int postgres) throws IOException {
        var note =
                new BackupNote(
                        format,
                        "0.1.0",
                        postgres,
                        "7",
                        "2026-11-26T12:00:00Z",
                        "2026-11-26T12:00:01Z",
                        "0/2000028",
                        "0/3000000",
                        "a digest",
                        manifest.entries().size(),
                        manifest.bytes(),
                        manifest.sha256());
        Files.writeString(backup.resolve("backup.json"), note.toJson());
    }

    private void copy() {
        Restore.of(backup).copyTo(target, Progress.silent());
    }

    private void assertIsRefused(String sentence) {
        assertThatThrownBy(this::copy)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void whatWasBackedUpComesBackForItsOwnerOnly() throws IOException {
        var said = new ArrayList<String>();
        var restore = Restore.of(backup);
        restore.copyTo(target, said::add);
        assertThat(target.resolve("base/1/1259")).hasContent("a table");
        assertThat(target.resolve("backup_label")).hasContent("the label");
        assertThat(target.resolve("pg_wal/archive_status")).isEmptyDirectory();
        assertThat(restore.secrets()).containsOnlyKeys("operator.key").containsValue("a key");
        assertThat(said).isNotEmpty().allMatch(line -> line.startsWith("Copying: "));
        assertThat(Files.getPosixFilePermissions(target))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(target.resolve("base/1/1259")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void anotherFolderIsNoBackup() throws IOException {
        Files.delete(backup.resolve("backup.json"));
        assertIsRefused("is no backup: it has no backup.json");
    }

    @Test
    void aNoteThatIsNoneIsOneSentence() throws IOException {
        Files.writeString(backup.resolve("backup.json"), "{\"format\":1}");
        assertIsRefused("backup.json is no note of a backup");
    }

    @Test
    void aNewerFormatIsLeftToWhoKnowsIt() throws IOException {
        note(Manifest.parse(Files.readString(backup.resolve("manifest"))), 2, 180_006);
        assertIsRefused("has format 2 and this Florin reads 1");
    }

    @Test
    void anotherMajorVersionIsRefused() throws IOException {
        note(Manifest.parse(Files.readString(backup.resolve("manifest"))), 1, 170_002);
        assertIsRefused("is of PostgreSQL 17 and this is 18");
    }

    @Test
    void aMissingFileIsFoundBeforeAnythingIsWritten() throws IOException {
        Files.delete(backup.resolve("data/base/1/1259"));
        assertIsRefused("data/base/1/1259 is missing");
        assertThat(target).doesNotExist();
    }

    @Test
    void aCutOffFileIsFoundBeforeAnythingIsWritten() throws IOException {
        Files.writeString(backup.resolve("data/base/1/1259"), "a tab");
        assertIsRefused("data/base/1/1259 has 5 bytes and was backed up with 7");
        assertThat(target).doesNotExist();
    }

    @Test
    void oneOtherByteIsFound() throws IOException {
        Files.writeString(backup.resolve("data/base/1/1259"), "a fable");
        assertIsRefused("data/base/1/1259 is not what was backed up");
    }

    @Test
    void anotherSecretIsFound() throws IOException {
        Files.writeString(backup.resolve("secrets/operator.key"), "a hey\n");
        assertThatThrownBy(() -> Restore.of(backup).secrets())
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("operator.key is not what was backed up");
    }

    @Test
    void anotherManifestIsFound() throws IOException {
        var file = backup.resolve("manifest");
        var lines = Files.readString(file).lines().skip(1).toList();
        Files.write(file, lines);
        assertIsRefused("manifest is not what was written");
    }

    @Test
    void aManifestDoesNotLeaveItsFolder() {
        var line = "%064d 7 data/../../elsewhere\n".formatted(0);
        assertThatThrownBy(() -> Manifest.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no path inside a backup");
    }

    @Test
    void whatTheManifestDoesNotListIsNotTaken() throws IOException {
        Files.writeString(backup.resolve("data/postgresql.auto.conf"), "fsync = off\n");
        copy();
        assertThat(target.resolve("postgresql.auto.conf")).doesNotExist();
    }
}
