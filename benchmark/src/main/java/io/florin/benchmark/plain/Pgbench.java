package io.florin.benchmark.plain;

import io.florin.benchmark.server.BenchServer.Database;
import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator, of any version: it only speaks to the server. */
final class Pgbench {
    static final int CLIENTS = 16;
    private static final int THREADS = 2;
    private static final int GRACE_SECONDS = 60;
    private static final Pattern PROCESSED =
            Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial");

    /** What pgbench says of its run, without the time it took to connect. */
    record Outcome(long transactions, double perSecond) {}

    private final Path program;

    private Pgbench(Path program) {
        this.program = program;
    }

    /** From the PATH, or the newest where distributions put it: the embedded server has none. */
    static Optional<Pgbench> find() {
        var places = new ArrayList<Path>();
        for (var folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!folder.isEmpty()) places.add(Path.of(folder, "pgbench"));
        }
        places.addAll(versions(Path.of("/usr/lib/postgresql")));
        return places.stream().filter(Files::isExecutable).findFirst().map(Pgbench::new);
    }

    private static List<Path> versions(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var versions = Files.list(folder)) {
            return versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin/pgbench"))
                    .toList();
        } catch (IOException e) {
            throw new CommandFailed("Cannot look for pgbench in " + folder + ": " + e, e);
        }
    }

    /** Runs the script with {@value #CLIENTS} clients and prepared statements. */
    Outcome run(Database database, Path script, long seconds) {
        var address = database.address();
        var command =
                List.of(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + CLIENTS,
                        "--jobs=" + THREADS,
                        "--time=" + seconds,
                        "--file=" + script,
                        "--host=127.0.0.1",
                        "--port=" + address.port(),
                        "--username=" + address.user(),
                        database.name());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", address.password());
        var said = run(builder, seconds + GRACE_SECONDS);
        if (!find(FAILED, said).map(match -> match.group(1).equals("0")).orElse(true)) {
            throw new CommandFailed("pgbench saw failed transactions: " + said);
        }
        return new Outcome(
                find(PROCESSED, said).map(match -> Long.parseLong(match.group(1))).orElse(0L),
                find(RATE, said).map(match -> Double.parseDouble(match.group(1))).orElse(0.0));
    }

    private static String run(ProcessBuilder builder, long limitSeconds) {
        try {
            var output = Files.createTempFile("pgbench", ".txt");
            try {
                var process = builder.redirectOutput(output.toFile()).start();
                if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new CommandFailed("pgbench did not end within " + limitSeconds + " s.");
                }
                var said = Files.readString(output);
                if (process.exitValue() != 0) throw new CommandFailed("pgbench failed: " + said);
                return said;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new CommandFailed("pgbench cannot be run: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while pgbench ran.", e);
        }
    }

    private static Optional<MatchResult> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst();
    }

    @Override
    public String toString() {
        return program.toString();
    }
}
