package io.florin.sandbox.postgres;

import java.nio.file.Path;

/**
 * Where the server lives and what it may use.
 *
 * @param folder data, password, port and logs of this server; made when missing
 * @param binariesFolder PostgreSQL's programs, unpacked once; several servers may share it
 * @param maxConnections of all nodes' pools together
 * @param sharedBuffersMebibytes PostgreSQL's page cache
 * @param freeSpaceMebibytes a start is refused with less than this on the disk
 * @param startTimeoutSeconds includes the recovery after a crash
 * @param stopTimeoutSeconds of an orderly stop; after that it is stopped without a checkpoint
 */
public record PostgresSettings(
        Path folder,
        Path binariesFolder,
        int maxConnections,
        int sharedBuffersMebibytes,
        int freeSpaceMebibytes,
        int startTimeoutSeconds,
        int stopTimeoutSeconds) {

    public PostgresSettings {
        folder = folder.toAbsolutePath().normalize();
        binariesFolder = binariesFolder.toAbsolutePath().normalize();
        requirePositive("maxConnections", maxConnections);
        requirePositive("sharedBuffersMebibytes", sharedBuffersMebibytes);
        requirePositive("freeSpaceMebibytes", freeSpaceMebibytes);
        requirePositive("startTimeoutSeconds", startTimeoutSeconds);
        requirePositive("stopTimeoutSeconds", stopTimeoutSeconds);
    }

    /** The defaults of {@code ./florin up}, under its data folder. */
    public static PostgresSettings in(Path dataFolder) {
        return new PostgresSettings(
                dataFolder.resolve("postgres"),
                dataFolder.resolve("binaries"),
                200,
                256,
                256,
                120,
                30);
    }

    /** The database cluster itself. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Where a cluster is made before it is moved to its place: a crash leaves no half of one. */
    public Path partialData() {
        return folder.resolve("data.partial");
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "PostgreSQL's %s is %d; make it 1 or more.".formatted(key, value));
        }
    }
}
