package io.florin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script keeps and removes, with stand-ins for the two programs of PostgreSQL. */
class BackupScriptTest {
    private static final Path SCRIPT = Bundle.BASE.resolve("backup/backup.sh");
    private static final List<String> OLD =
            List.of(
                    "florin-20250101T000000Z",
                    "florin-20250102T000000Z",
                    "florin-20250103T000000Z");

    @TempDir Path home;
    private Path backups = Path.of("");

    @BeforeEach
    void threeBackupsAndSomethingElse() throws IOException {
        backups = Files.createDirectory(home.resolve("backups"));
        for (var old : OLD) Files.createDirectory(backups.resolve(old));
        Files.createDirectory(backups.resolve("lost+found"));
        Files.createDirectory(backups.resolve("florin-20250104T000000Z.part"));
        program(
                "pg_basebackup",
                "for word; do case $word in --pgdata=*) mkdir \"${word#--pgdata=}\";; esac; done");
    }

    private void program(String name, String text) throws IOException {
        var programs = Files.createDirectories(home.resolve("programs"));
        var file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Tool.End run() {
        var command = new ProcessBuilder("sh", SCRIPT.toString());
        var environment = command.environment();
        environment.put("PATH", home.resolve("programs") + ":" + environment.get("PATH"));
        environment.put("BACKUP_FOLDER", backups.toString());
        environment.put("BACKUP_KEEP", "3");
        return Tool.run(command);
    }

    private List<String> there() throws IOException {
        try (Stream<Path> files = Files.list(backups)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aGoodOneIsKeptAndTheOldestBeyondTheNumberGoes() throws IOException {
        program("pg_verifybackup", "test -d \"$2\"");
        var end = run();
        assertThat(end.code()).as(end.said()).isZero();
        assertThat(there()).hasSize(4).containsAll(OLD.subList(1, 3)).contains("lost+found");
        assertThat(there().get(2)).matches("florin-\\d{8}T\\d{6}Z");
    }

    @Test
    void oneThatIsNotGoodRemovesNothingAndIsNone() throws IOException {
        program("pg_verifybackup", "echo 'checksum mismatch' >&2; exit 1");
        var end = run();
        assertThat(end.code()).isOne();
        assertThat(end.said()).contains("checksum mismatch");
        assertThat(there()).containsAll(OLD);
        assertThat(there().stream().filter(name -> !OLD.contains(name)).toList())
                .hasSize(2)
                .anyMatch(name -> name.endsWith(".part"));
    }
}
