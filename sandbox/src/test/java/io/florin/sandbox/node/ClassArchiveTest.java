package io.florin.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: one that is recorded, and those that come after it. */
class ClassArchiveTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final List<String> FLAGS = List.of("-XX:+UseCompactObjectHeaders");

    @TempDir Path folder;

    /** Uses a library, says so, and ends when it is let go. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(new ObjectMapper().readTree("{\"n\":7}").path("n"));
            System.out.println("read");
            System.in.read();
        }
    }

    private ClassArchive archive(String name, List<String> flags, boolean isTypical) {
        return ClassArchive.in(folder, name, flags, isTypical);
    }

    private ClassArchive archive() {
        return archive("reader", FLAGS, true);
    }

    private static Process start(ClassArchive archive, String... more) throws IOException {
        var command = new ArrayList<>(List.of(ClassArchive.java()));
        command.addAll(archive.options());
        command.addAll(List.of(more));
        command.add(Reader.class.getName());
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("CLASSPATH", archive.classPath());
        return process.start();
    }

    /** All that it said until it read; it has ended then. */
    private static List<String> read(Process process) throws Exception {
        var lines = new ArrayList<String>();
        var said = process.inputReader();
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.equals("read")) process.getOutputStream().close();
        }
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", lines).isZero();
        return lines;
    }

    private List<Path> files(String end) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    /** As it goes with every program: the first is recorded while it runs, later ones gain. */
    private void make() throws Exception {
        var recorded = archive();
        var process = start(recorded);
        for (var line = ""; !line.equals("read"); line = process.inputReader().readLine()) {
            assertThat(line).isNotNull();
        }
        recorded.makeOfLoaded();
        await().atMost(LIMIT).until(() -> files(".making").isEmpty());
        process.destroyForcibly();
        assertThat(files(".jsa")).as(log()).hasSize(1);
    }

    private String log() throws IOException {
        var log = folder.resolve("class-archive.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Test
    void afterTheFirstOneLibrariesComeFromTheArchive() throws Exception {
        make();
        var lines = read(start(archive(), "-Xlog:class+load"));
        assertThat(lines).contains("7");
        assertThat(lines)
                .filteredOn(line -> line.contains("jackson.databind.ObjectMapper "))
                .singleElement()
                .asString()
                .contains("source: shared objects file");
        assertThat(lines)
                .filteredOn(line -> line.contains(Reader.class.getName()))
                .allMatch(line -> line.contains("source: file:"));
        assertThat(files(".classes")).isEmpty();
    }

    @Test
    void anArchiveThatIsBrokenIsNoReasonNotToStart() throws Exception {
        make();
        var archive = files(".jsa").getFirst();
        Files.write(archive, new byte[100_000]);
        assertThat(read(start(archive()))).containsExactly("7", "read");
    }

    /** As after an update of the JVM in its place, or a copy from another machine. */
    @Test
    void anArchiveOfOtherFlagsIsNoReasonEither() throws Exception {
        make();
        var archive = files(".jsa").getFirst();
        var process = start(archive(), "-XX:-UseCompactObjectHeaders");
        assertThat(read(process)).containsExactly("7", "read");
        Files.delete(archive);
        assertThat(archive().options().getLast()).startsWith("-XX:DumpLoadedClassList=");
    }

    /** A making that was ended without a word is not waited for for ever. */
    @Test
    void whatNobodyMakesAnyMoreIsMadeAnew() throws Exception {
        var recorded = archive();
        var list = recorded.options().getLast().replace("-XX:DumpLoadedClassList=", "");
        var stem = list.substring(0, list.indexOf('.'));
        var making = Files.createFile(Path.of(stem + ".jsa.making"));
        Files.writeString(Path.of(list), "java/lang/Object id: 0\n");
        recorded.makeOfLoaded();
        assertThat(making).exists().isEmptyFile();
        Files.setLastModifiedTime(making, FileTime.fromMillis(0));
        make();
    }

    /** A whole build has jars of our modules, too: what stood before them still does. */
    @Test
    void whatABuildMakesStaysInItsOrderBehindTheLibraries() {
        var entries =
                List.of("first", "m/target/m-0.1.0.jar", "lib/a.jar", "n/target/classes", "b.jar");
        assertThat(ClassArchive.librariesFirst(entries).split(File.pathSeparator, -1))
                .containsExactly(
                        "lib/a.jar", "b.jar", "first", "m/target/m-0.1.0.jar", "n/target/classes");
    }

    /** Which of two files with defaults wins depends on the class path. */
    @Test
    void theSettingsAreTheSameWithLibrariesFirst() throws Exception {
        var asItIs = System.getProperty("java.class.path");
        var librariesFirst = archive().classPath();
        assertThat(librariesFirst).isNotEqualTo(asItIs);
        assertThat(settings(librariesFirst)).isEqualTo(settings(asItIs));
    }

    private static Config settings(String classPath) throws IOException {
        var urls = new ArrayList<URL>();
        for (var entry : classPath.split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        var platform = ClassLoader.getPlatformClassLoader();
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
            return ConfigFactory.load(loader);
        }
    }

    @Test
    void withoutAPlaceNothingIsKept() throws Exception {
        var archive = ClassArchive.in(folder.resolve("none"), "reader", FLAGS, true);
        assertThat(archive.options()).isEqualTo(FLAGS);
        assertThat(read(start(archive))).containsExactly("7", "read");
        archive.makeOfLoaded();
        assertThat(files("")).isEmpty();
    }

    @Test
    void aStandInIsNotRecorded() throws Exception {
        var archive = archive("reader", FLAGS, false);
        assertThat(archive.options()).isEqualTo(FLAGS);
        archive.makeOfLoaded();
        assertThat(files("")).isEmpty();
    }
}
