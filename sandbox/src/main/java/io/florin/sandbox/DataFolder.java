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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that outlives a command, in one folder that one command at a time may change. */
final class DataFolder {
    private static final String OPERATOR_KEY = "operator.key";
    private static final String IDENTITY_SECRET = "identity.secret";

    /** By file, the variable in the environment that goes before it. */
    static final Map<String, String> SECRETS =
            Map.of(
                    OPERATOR_KEY, "FLORIN_OPERATOR_KEY",
                    IDENTITY_SECRET, "FLORIN_IDENTITY_SECRET");

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

    /** What the simulated providers know, and the keys to them. */
    Path providers() {
        return path.resolve("providers");
    }

    /** A key to a simulated provider, made on the first start and readable by its owner only. */
    String providerSecret(String name) {
        Folders.makeWritable(providers());
        return kept(providers().resolve(name));
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
        Folders.delete(providers());
    }

    Path operatorKeyFile() {
        return path.resolve(OPERATOR_KEY);
    }

    /**
     * FLORIN_OPERATOR_KEY, or the kept key, made on the first start and readable by its owner only.
     */
    String operatorKey() {
        return secret(operatorKeyFile());
    }

    private Path identitySecretFile() {
        return path.resolve(IDENTITY_SECRET);
    }

    /** FLORIN_IDENTITY_SECRET, or the kept secret; without it no login made before it works. */
    String identitySecret() {
        return secret(identitySecretFile());
    }

    /**
     * What the next start takes from here or from the environment, by the names of their files.
     * None is made: one that was never in use would open nothing.
     */
    Map<String, String> knownSecrets() {
        var secrets = new TreeMap<String, String>();
        for (var name : SECRETS.keySet()) {
            var file = path.resolve(name);
            given(name)
                    .or(() -> Files.exists(file) ? Optional.of(kept(file)) : Optional.empty())
                    .ifPresent(value -> secrets.put(name, value));
        }
        return secrets;
    }

    /** Keeps secrets that came with a backup. */
    void keepSecrets(Map<String, String> secrets) {
        for (var secret : secrets.entrySet()) {
            var file = path.resolve(secret.getKey());
            try {
                Folders.writeSecret(file, secret.getValue() + "\n");
            } catch (IOException e) {
                throw notKept(file, e);
            }
        }
    }

    /** What is in this folder and is not PostgreSQL's programs or the lock. */
    Optional<Path> firstForeign() {
        try (var files = Files.list(path)) {
            return files.map(Path::getFileName)
                    .filter(name -> !name.toString().equals("binaries"))
                    .filter(name -> !name.toString().equals("lock"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new CommandFailed("Cannot read %s: %s.".formatted(path, e.getMessage()), e);
        }
    }

    private static String secret(Path file) {
        return given(file.getFileName().toString()).orElseGet(() -> kept(file));
    }

    private static Optional<String> given(String secret) {
        return Optional.ofNullable(System.getenv(SECRETS.get(secret)))
                .filter(value -> !value.isBlank());
    }

    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                var bytes = new byte[24];
                new SecureRandom().nextBytes(bytes);
                Folders.writeSecret(
                        file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw notKept(file, e);
        }
    }

    private static CommandFailed notKept(Path file, IOException e) {
        return new CommandFailed(
                "Cannot keep a secret in %s: %s.".formatted(file, e.getMessage()), e);
    }
}
