package io.florin.tidy;

import io.florin.tidy.SourceTree.SourceFile;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Words that may not be written, and what to write instead.
 *
 * @param where the files it concerns
 */
record Ban(Pattern pattern, String instead, Predicate<SourceFile> where) {
    private static final Predicate<SourceFile> ANYWHERE = SourceFile::isJava;
    private static final Predicate<SourceFile> MAIN = SourceFile::isMain;

    static final List<Ban> ALL =
            List.of(
                    ban(
                            "Thread\\.sleep|TimeUnit\\.[A-Z]+\\.sleep",
                            "wait for a condition: Awaitility in tests, a timer in actors",
                            ANYWHERE),
                    ban(
                            "catch \\([^)]*\\) \\{\\s*\\}",
                            "handle it, or say in a comment why nothing is to be done",
                            ANYWHERE),
                    ban("printStackTrace", "log it or throw it on", ANYWHERE),
                    ban(
                            "System\\.(out|err)\\b",
                            "a logger; only commands speak to a terminal",
                            MAIN.and(file -> !isCommand(file))),
                    ban(
                            "\\b(TODO|FIXME|XXX)\\b(?!: \\w+ \\w+ \\w+)",
                            "do it, or say after a colon why it waits",
                            ANYWHERE),
                    ban("@Disabled|assume(True|False)\\(", "mend the test or remove it", ANYWHERE),
                    ban(
                            "org\\.mockito|easymock|org\\.scalatest",
                            "a hand-written fake of our own interface, in JUnit",
                            ANYWHERE),
                    ban("import org\\.junit\\.(Test|Assert|Before|After)\\b", "JUnit 5", ANYWHERE),
                    ban(
                            "newReceiveBuilder\\(\\)(?!\\.onAnyMessage)|newCommandHandlerBuilder|newEventHandlerBuilder"
                                + "|newCommandHandlerWithReplyBuilder",
                            "a switch over the sealed type: the compiler lists the gaps",
                            ANYWHERE),
                    ban(
                            "import [a-z.]+\\.scaladsl\\.",
                            "Pekko's javadsl; the bridges that have to do without it are named",
                            MAIN.and(file -> !isBridge(file))),
                    ban(
                            "import com\\.google\\.common\\.|import org\\.apache\\.commons\\.lang",
                            "the JDK has it; as somebody's dependency it may leave again",
                            ANYWHERE));

    private static Ban ban(String regex, String instead, Predicate<SourceFile> where) {
        return new Ban(Pattern.compile(regex), instead, where);
    }

    /** Contracts of Pekko that exist in Scala only: the journal's and that of parsing errors. */
    private static boolean isBridge(SourceFile file) {
        return file.path().contains("/persistence/journal/")
                || file.path().endsWith("/edge/problem/ProtocolErrors.java");
    }

    private static boolean isCommand(SourceFile file) {
        return file.path().startsWith("sandbox/")
                || file.path().startsWith("benchmark/")
                || file.path().endsWith("Main.java")
                || file.path().endsWith("/node/Migrate.java");
    }

    /** One line for each place in the file, with the mend. */
    List<String> findingsIn(SourceFile file) {
        if (!where.test(file)) return List.of();
        return pattern.matcher(file.text())
                .results()
                .map(match ->
                        "%s:%d has '%s'; instead: %s"
                                .formatted(
                                        file.path(),
                                        lineOf(file.text(), match.start()),
                                        match.group().strip(),
                                        instead))
                .toList();
    }

    private static long lineOf(String text, int position) {
        return text.substring(0, position).lines().count() + 1;
    }
}
