package io.florin.sandbox.kafka;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A port that nobody else of this user chooses until it is let go; by then the broker listens on
 * it. Whoever dies lets go of it.
 */
record ChosenPort(int port, @Nullable FileChannel locked) implements AutoCloseable {
    /** Not chosen: whoever stated it answers for it. */
    static ChosenPort stated(int port) {
        return new ChosenPort(port, null);
    }

    /** Empty if somebody else has chosen it. */
    static Optional<ChosenPort> of(int port) throws IOException {
        var folder =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "florin-ports-" + System.getProperty("user.name"));
        var file = Files.createDirectories(folder).resolve(Integer.toString(port));
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) return Optional.of(new ChosenPort(port, channel));
        channel.close();
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // by somebody else of this process
        }
    }

    @Override
    public void close() {
        if (locked == null) return;
        try {
            locked.close();
        } catch (IOException e) {
            throw new CommandFailed("The lock of port " + port + " cannot be let go.", e);
        }
    }
}
