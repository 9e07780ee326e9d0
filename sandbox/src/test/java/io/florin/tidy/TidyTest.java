package io.florin.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.tidy.SourceTree.SourceFile;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The style guide that runs: what can be seen in the text of a file. */
class TidyTest {
    private static final int FILE_LINES_MAX = 300;

    /** One sealed vocabulary is one file, however many words it has; it may not grow past this. */
    private static final Map<String, Integer> LONGER_FILES =
            Map.of("protocol/src/main/java/io/florin/protocol/wallet/WalletEvent.java", 320);

    private static final int LINE_CHARACTERS_MAX = 100;
    private static final int README_LINES_MAX = 150;
    private static final Set<String> FORBIDDEN_PACKAGES =
            Set.of(
                    "util", "utils", "common", "helper", "impl", "model", "dto", "service",
                    "manager");

    @Test
    void nothingBannedIsWritten() {
        assertThat(
                        ours().flatMap(file ->
                                Ban.ALL.stream().flatMap(b -> b.findingsIn(file).stream())))
                .isEmpty();
    }

    /** A rule that finds nothing in a planted defect is no rule. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep(10);",
                "TimeUnit.SECONDS.sleep(1);",
                "try { x(); } catch (IOException _) {\n }",
                "e.printStackTrace();",
                "System.out.println(1);",
                "// TODO",
                "// TODO: later",
                "@Disabled",
                "assumeTrue(false);",
                "import org.mockito.Mockito;",
                "import org.junit.Test;",
                "return newReceiveBuilder().build();",
                "import org.apache.pekko.stream.scaladsl.Source;",
                "import com.google.common.collect.Lists;"
            })
    void aPlantedDefectIsFound(String defect) {
        var file = new SourceFile("http-edge/src/main/java/io/florin/edge/X.java", defect);
        assertThat(Ban.ALL.stream().flatMap(ban -> ban.findingsIn(file).stream())).hasSize(1);
    }

    @Test
    void everyFileIsShortAndSoAreItsLines() {
        var tooLong =
                ours().filter(file ->
                                lines(file)
                                        > LONGER_FILES.getOrDefault(file.path(), FILE_LINES_MAX))
                        .map(file -> file.path() + " has " + lines(file) + " lines");
        // Not in tests: a table keeps its rows on one line each.
        var tooWide = ours().filter(SourceFile::isMain).flatMap(TidyTest::wideLines);
        assertThat(Stream.concat(tooLong, tooWide)).isEmpty();
    }

    @Test
    void everyPackageTellsItsStoryAndIsNullMarked() {
        var packages =
                ours().filter(SourceFile::isMain)
                        .map(file -> file.path().substring(0, file.path().lastIndexOf('/')))
                        .distinct()
                        .toList();
        var stories =
                ours().filter(file -> file.path().endsWith("/package-info.java"))
                        .filter(file -> file.text().contains("@NullMarked"))
                        .filter(file -> file.text().startsWith("/**"))
                        .map(file -> file.path().substring(0, file.path().lastIndexOf('/')))
                        .toList();
        assertThat(packages).isNotEmpty().isSubsetOf(stories);
    }

    @Test
    void noPackageHasANameThatSaysNothing() {
        assertThat(ours().flatMap(file -> Stream.of(file.path().split("/", -1))))
                .doesNotContainAnyElementsOf(FORBIDDEN_PACKAGES);
    }

    @Test
    void everyMarkdownFileHasOneTitle() {
        for (var file : SourceTree.files()) {
            if (!file.isMarkdown()) continue;
            assertThat(titles(file)).as(file.path()).hasSize(1);
        }
    }

    @Test
    void theReadmeCanBeReadInOneGo() {
        assertThat(SourceTree.files())
                .filteredOn(file -> file.path().equals("README.md"))
                .allSatisfy(readme ->
                        assertThat(readme.text().lines().count())
                                .isLessThanOrEqualTo(README_LINES_MAX));
    }

    @Test
    void theCommandsCanBeRun() {
        for (var command : List.of("florin", ".ci/run")) {
            assertThat(SourceTree.root().resolve(command))
                    .matches(Files::isExecutable, "executable");
        }
    }

    private static Stream<String> wideLines(SourceFile file) {
        return file.text()
                .lines()
                .filter(line -> line.length() > LINE_CHARACTERS_MAX)
                .filter(line -> !line.startsWith("import "))
                .map(line -> file.path() + " has " + line.strip());
    }

    private static long lines(SourceFile file) {
        return file.text().lines().count();
    }

    private static List<String> titles(SourceFile file) {
        var outsideCode = file.text().replaceAll("(?s)```.*?```", "");
        return outsideCode.lines().filter(line -> line.startsWith("# ")).toList();
    }

    /** These rules quote what they forbid. */
    private static Stream<SourceFile> ours() {
        return SourceTree.java().stream().filter(file -> !file.path().contains("/io/florin/tidy/"));
    }
}
