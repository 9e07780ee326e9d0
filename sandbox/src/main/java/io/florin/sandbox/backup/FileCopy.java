package io.florin.sandbox.backup;

import static java.util.Objects.requireNonNull;

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
 * their owner's alone.
 */
record FileCopy(long size, String sha256) {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int READS_MAX = 100;

    /**
     * On the disk, with as many bytes as it has when it is opened, or fewer if it is cut off
     * meanwhile.
     */
    static FileCopy of(Path file, Path copy) throws IOException {
        return of(file, copy, true);
    }

    /** The same, on the disk whenever the system likes. */
    static FileCopy unforced(Path file, Path copy) throws IOException {
        return of(file, copy, false);
    }

    private static FileCopy of(Path file, Path copy, boolean forced) throws IOException {
        try (var from = FileChannel.open(file, StandardOpenOption.READ)) {
            return written(from, from.size(), copy, forced);
        }
    }

    static FileCopy of(byte[] content, Path copy) throws IOException {
        InputStream from = new ByteArrayInputStream(content);
        return written(Channels.newChannel(from), content.length, copy, true);
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

    private static FileCopy written(ReadableByteChannel from, long limit, Path copy, boolean forced)
            throws IOException {
        makeFolder(requireNonNull(copy.getParent()));
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
            if (forced) to.force(true);
        }
        return new FileCopy(size, Sha256.end(digest));
    }

    static void makeFolder(Path folder) throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    }
}
