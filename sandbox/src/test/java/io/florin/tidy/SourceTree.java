package io.florin.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The checkout as text: every file a person wrote, read once. */
final class SourceTree {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".florin", ".idea");

    private SourceTree() {}

    /**
     * One file.
     *
     * @param path from the root, with forward slashes
     */
    record SourceFile(String path, String text) {
        boolean isJava() {
            return path.endsWith(".java");
        }

        boolean isMain() {
            return path.contains("/src/main/");
        }

        boolean isMarkdown() {
            return path.endsWith(".md");
        }
    }

    /** The folder with the launcher; tests run in their module's folder. */
    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("florin"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static List<SourceFile> files() {
        var files = new ArrayList<SourceFile>();
        try {
            Files.walkFileTree(root(), new Collector(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static List<SourceFile> java() {
        return files().stream().filter(SourceFile::isJava).toList();
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final List<SourceFile> files;

        Collector(List<SourceFile> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            var path = root().relativize(file).toString();
            if (path.endsWith(".java") || path.endsWith(".md")) {
                files.add(new SourceFile(path, Files.readString(file)));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
