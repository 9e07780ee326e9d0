package io.florin.sandbox.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a data directory whose server works on: what vanishes meanwhile is passed over. */
record DataTree(List<Path> files, long bytes) {
    DataTree {
        files = List.copyOf(files);
    }

    /** Those that are copied, relative to the directory. */
    static DataTree of(Path data) throws IOException {
        var files = new ArrayList<Path>();
        var bytes = new long[1];
        Files.walkFileTree(
                data,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        var relative = data.relativize(file);
                        if (attributes.isRegularFile() && Selection.takes(relative)) {
                            files.add(relative);
                            bytes[0] += attributes.size();
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        return passOver(e);
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
                            throws IOException {
                        return e == null ? FileVisitResult.CONTINUE : passOver(e);
                    }
                });
        return new DataTree(files, bytes[0]);
    }

    private static FileVisitResult passOver(IOException e) throws IOException {
        if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
        throw e;
    }
}
