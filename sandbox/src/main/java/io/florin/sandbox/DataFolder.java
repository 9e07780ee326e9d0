package io.florin.sandbox;

import io.florin.sandbox.kafka.BrokerSettings;
import io.florin.sandbox.kafka.KafkaProcess;
import io.florin.sandbox.node.NodeProcess;
import io.florin.sandbox.postgres.Folders;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.postgres.PostgresSettings;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Everything that outlives a command, in one folder that one command at a time may change. */
final class DataFolder {
    private final Path path;

    /** Held and never closed: the lock lives as long as the channel, and a lost one is closed. */
    private @Nullable FileChannel lock;

    /** Makes the folder when it is missing. */
    DataFolder(Path path) {
        this.path = path;
        Folders.makeWritable(path);
    }

    Path path() {
        return path;
    }

    Path nodes() {
        return path.resolve("nodes");
    }

    PostgresSettings postgres() {
        return PostgresSettings.in(path);
    }

    BrokerSettings kafka() {
        return BrokerSettings.in(path);
    }

    /** Ends the nodes and the broker that a killed start has left behind. */
    void endLeftovers(Progress progress) {
        NodeProcess.leftovers(nodes()).end(progress);
        KafkaProcess.leftovers(kafka()).end(progress);
    }

    /**
     * Holds the folder as long as this object is reachable, at most until this process ends; the
     * system lets go of it even when the process is killed.
     *
     * @return false when another process holds it
     */
    boolean tryLock() {
        var file = path.resolve("lock");
        try {
            lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (IOException e) {
            throw new CommandFailed("Cannot lock %s: %s.".formatted(file, e.getMessage()), e);
        }
    }

    void requireLock() {
        if (!tryLock()) {
            throw new CommandFailed(
                    "Another florin runs on %s; end it or choose another folder with --data."
                            .formatted(path));
        }
    }

    /**
     * Removes what florin made here, and nothing else: a person may name any folder. The programs
     * of PostgreSQL stay.
     */
    void empty(Progress progress) {
        progress.say("Emptying %s.".formatted(path));
        endLeftovers(progress);
        PostgresServer.stopIn(postgres(), progress);
        Folders.delete(postgres().folder());
        Folders.delete(kafka().folder());
        Folders.delete(nodes());
        Folders.delete(operatorKeyFile());
        Folders.delete(identitySecretFile());
    }

    Path operatorKeyFile() {
        return path.resolve("operator.key");
    }

    /**
     * FLORIN_OPERATOR_KEY, or the kept key, made on the first start and readable by its owner only.
     */
    String operatorKey() {
        return secret("FLORIN_OPERATOR_KEY", operatorKeyFile());
    }

    private Path identitySecretFile() {
        return path.resolve("identity.secret");
    }

    /** FLORIN_IDENTITY_SECRET, or the kept secret; without it no login made before it works. */
    String identitySecret() {
        return secret("FLORIN_IDENTITY_SECRET", identitySecretFile());
    }

    private static String secret(String variable, Path file) {
        var given = System.getenv(variable);
        if (given != null && !given.isBlank()) return given;
        try {
            if (!Files.exists(file)) {
                var bytes = new byte[24];
                new SecureRandom().nextBytes(bytes);
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                Files.writeString(
                        file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailed(
                    "Cannot keep a secret in %s: %s.".formatted(file, e.getMessage()), e);
        }
    }
}
