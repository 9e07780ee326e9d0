package io.florin.sandbox;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./florin} itself, on a machine that has what the test gives it. */
class LauncherTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> PROGRAMS = List.of("bash", "dirname", "readlink", "sed");

    @TempDir Path machine;

    private Path programs;
    private Path jdks;

    /** A script's end: its status, and the lines that it printed. */
    private record Ended(int status, List<String> out, List<String> err) {}

    @BeforeEach
    void build() throws IOException {
        programs = Files.createDirectory(machine.resolve("programs"));
        jdks = Files.createDirectory(machine.resolve("jdks"));
        for (var program : PROGRAMS) {
            Files.copy(find(program), programs.resolve(program), COPY_ATTRIBUTES);
        }
    }

    private static Path find(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutAJdkItSaysWhereItLookedAndDoesNothing() throws IOException {
        var ended = florin(Map.of());
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .containsExactly(
                        "florin: no JDK 25 or newer: looked at JAVA_HOME (not set), javac on the"
                                + " PATH (none) and in %s; install one or set JAVA_HOME."
                                        .formatted(jdks));
    }

    @Test
    void anOlderJdkIsNone() throws IOException {
        var old = jdk("old", "24.0.2");
        Files.createSymbolicLink(programs.resolve("javac"), old.resolve("bin/javac"));
        var ended = florin(Map.of("JAVA_HOME", old.toString()));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .singleElement()
                .asString()
                .contains(
                        "JAVA_HOME (%s)".formatted(old),
                        "javac on the PATH (%s)".formatted(old.resolve("bin/javac")),
                        jdks.toString());
    }

    /** With a JDK the next thing that is missing is named. */
    @Test
    void withoutMavenItSaysSo() throws IOException {
        jdk("new", "25.0.1");
        var ended = florin(Map.of());
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .containsExactly("florin: Maven (mvn) is not on the PATH and is needed to build.");
    }

    private Path jdk(String name, String version) throws IOException {
        var jdk = Files.createDirectory(jdks.resolve(name));
        var executable = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.createFile(
                Files.createDirectory(jdk.resolve("bin")).resolve("javac"),
                PosixFilePermissions.asFileAttribute(executable));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        return jdk;
    }

    /** Runs {@code ./florin test} in an environment of its own. */
    private Ended florin(Map<String, String> more) throws IOException {
        var out = machine.resolve("out");
        var err = machine.resolve("err");
        var script =
                new ProcessBuilder(Path.of("..", "florin").toAbsolutePath().toString(), "test")
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        script.environment().clear();
        script.environment().put("PATH", programs.toString());
        script.environment().put("HOME", machine.toString());
        script.environment().put("FLORIN_JDK_FOLDERS", jdks.toString());
        script.environment().putAll(more);
        var process = script.start();
        await().atMost(LIMIT).until(() -> !process.isAlive());
        return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }
}
