package io.florin.sandbox.backup;

import io.florin.sandbox.backup.Manifest.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder of a backup being filled; whatever is put there is in its manifest. */
final class Filling {
    private final Path folder;
    private final List<Entry> entries = new ArrayList<>();

    Filling(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws java.nio.file.NoSuchFileException if it is gone, and then nothing was put there
     */
    long copy(Path file, String as) throws IOException {
        return put(as, FileCopy.of(file, folder.resolve(as)));
    }

    /** One that is overwritten now and then. */
    void copySteady(Path file, String as) throws IOException {
        put(as, FileCopy.ofSteady(file, folder.resolve(as)));
    }

    void write(String content, String as) throws IOException {
        put(as, FileCopy.of(content.getBytes(StandardCharsets.UTF_8), folder.resolve(as)));
    }

    private long put(String as, FileCopy copy) {
        entries.add(new Entry(as, copy.size(), copy.sha256()));
        return copy.size();
    }

    /** Written, and complete. */
    Manifest finish() throws IOException {
        var manifest = new Manifest(entries);
        writeApart(manifest.toString(), Manifest.FILE);
        return manifest;
    }

    /** Beside the manifest. */
    void writeApart(String content, String as) throws IOException {
        FileCopy.of(content.getBytes(StandardCharsets.UTF_8), folder.resolve(as));
    }
}
