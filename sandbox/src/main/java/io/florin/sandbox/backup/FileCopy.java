package io.florin.sandbox.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * A file copied, with the SHA-256 of what was written. The copy and the folders made for it are
 * their owner's alone, and the copy is on the disk before this exists.
 */
record FileCopy(long size, String sha256) {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int READS_MAX = 100;

    /** As many bytes as it has when it is opened, or fewer if it is cut off meanwhile. */
    static FileCopy of(Path file, Path copy) throws IOException {
        try (var from = FileChannel.open(file, StandardOpenOption.READ)) {
            return written(from, from.size(), copy);
        }
    }

    static FileCopy of(byte[] content, Path copy) throws IOException {
        InputStream from = new ByteArrayInputStream(content);
        return written(Channels.newChannel(from), content.length, copy);
    }

    /**
     * A small file that is overwritten in one piece now and then: read until it is the same twice.
     */
    static FileCopy ofSteady(Path file, Path copy) throws IOException {
        var content = Files.readAllBytes(file);
        for (int i = 0; i < READS_MAX; i++) {
            var again = Files.readAllBytes(file);
            if (Arrays.equals(content, again)) return of(content, copy);
            content = again;
        }
        throw new IOException(file + " is different whenever it is read");
    }

    private static FileCopy written(ReadableByteChannel from, long limit, Path copy)
            throws IOException {
        makeFolder(copy.getParent());
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var digest = Sha256.begin();
        long size = 0;
        try (var to =
                FileChannel.open(copy, options, PosixFilePermissions.asFileAttribute(ownerOnly))) {
            var buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (size < limit) {
                buffer.clear().limit((int) Math.min(BUFFER_BYTES, limit - size));
                if (from.read(buffer) < 0) break;
                size += buffer.flip().remaining();
                digest.update(buffer.duplicate());
                while (buffer.hasRemaining()) to.write(buffer);
            }
            to.force(true);
        }
        return new FileCopy(size, Sha256.end(digest));
    }

    static void makeFolder(Path folder) throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    }
}
