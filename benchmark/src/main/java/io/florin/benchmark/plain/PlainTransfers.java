package io.florin.benchmark.plain;

import io.florin.benchmark.measure.Contender;
import io.florin.benchmark.measure.CpuTime;
import io.florin.benchmark.measure.Sample;
import io.florin.benchmark.server.BenchServer;
import io.florin.benchmark.server.BenchServer.Database;
import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Transfers by the plpgsql function in {@code plain.sql}. Only PostgreSQL's CPU counts: pgbench's
 * own, unlike that of our generator, is left out.
 */
public final class PlainTransfers implements Contender {
    /** Which wallets take part in a transfer; each a script on the classpath. */
    private enum Pattern {
        UNIFORM,
        HOT
    }

    /** What to tell somebody without pgbench. */
    public static final String IMPOSSIBLE =
            "plpgsql is not measured: no pgbench on the PATH or in /usr/lib/postgresql; install"
                    + " PostgreSQL's server package of any version, which has it.";

    private static final int WARM_UP_SECONDS = 2;

    private final String name;
    private final BenchServer server;
    private final Pgbench pgbench;
    private final Database database;
    private final Path script;

    private PlainTransfers(String name, BenchServer server, Pgbench pgbench, Pattern pattern) {
        this.name = name;
        this.server = server;
        this.pgbench = pgbench;
        this.database = server.create("plain_" + pattern.name().toLowerCase(Locale.ROOT));
        database.run(resource("plain.sql"));
        database.run("vacuum analyze wallet");
        this.script = script(pattern);
    }

    /** Whether pgbench is on this machine. */
    public static boolean isPossible() {
        return Pgbench.find().isPresent();
    }

    /** Random pairs of 10,000 wallets. */
    public static PlainTransfers uniform(String name, BenchServer server) {
        return create(name, server, Pattern.UNIFORM);
    }

    /** One wallet on one side of every transfer. */
    public static PlainTransfers hot(String name, BenchServer server) {
        return create(name, server, Pattern.HOT);
    }

    private static PlainTransfers create(String name, BenchServer server, Pattern pattern) {
        var pgbench = Pgbench.find().orElseThrow(() -> new CommandFailed(IMPOSSIBLE));
        return new PlainTransfers(name, server, pgbench, pattern);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample run(Duration length) {
        server.checkpoint();
        long seconds = Math.max(1, length.toSeconds());
        pgbench.run(database, script, Math.min(seconds, WARM_UP_SECONDS));
        CpuTime before = server.meter().read();
        var outcome = pgbench.run(database, script, seconds);
        var cpu = server.meter().read().minus(before).withoutJvm();
        if (outcome.transactions() == 0) throw new CommandFailed("pgbench made no transfer.");
        long nanos = (long) (outcome.transactions() / outcome.perSecond() * 1e9);
        return new Sample(outcome.transactions(), nanos, cpu);
    }

    @Override
    public void close() {
        server.drop(database);
        try {
            Files.deleteIfExists(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path script(Pattern pattern) {
        try {
            var file = Files.createTempFile("plain", ".sql");
            Files.writeString(
                    file,
                    resource("plain_" + pattern.name().toLowerCase(Locale.ROOT) + ".pgbench"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (var stream = PlainTransfers.class.getResourceAsStream(name)) {
            if (stream == null) throw new IllegalStateException("No resource " + name);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
