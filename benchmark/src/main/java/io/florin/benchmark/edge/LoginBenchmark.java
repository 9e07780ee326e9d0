package io.florin.benchmark.edge;

import io.florin.benchmark.edge.People.Person;
import io.florin.benchmark.engine.EngineSettings;
import io.florin.benchmark.measure.Rounds;
import io.florin.benchmark.report.Figure;
import io.florin.benchmark.report.Line;
import io.florin.benchmark.report.Report;
import io.florin.benchmark.report.Target;
import io.florin.benchmark.server.BenchServer;
import io.florin.edge.json.Unfit;
import io.florin.edge.secret.Passwords;
import io.florin.edge.secret.RandomSecrets;
import io.florin.edge.user.IdentitySettings;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a login takes, against the hash that it contains, far below what the hashing threads
 * could do. A hash alone and a login are begun in turns, so that both meet the same machine.
 *
 * @param people who log in, one after the other
 * @param perSecond of each of the two
 */
public record LoginBenchmark(int people, int perSecond) {
    public static final String NAME = "logins";

    private static final String MEDIAN = "p50";
    private static final String SLOW = "p95";
    private static final double TARGET = 2;

    public static LoginBenchmark usual() {
        return new LoginBenchmark(20, 4);
    }

    public Report run(BenchServer server, Rounds rounds, Progress progress) {
        var database = server.create(NAME);
        try (var node = EdgeNode.start(EngineSettings.NODE, database);
                var visitor = new Visitor(node.port())) {
            var identity = IdentitySettings.from(node.node().system().settings().config());
            progress.say("  registering %d people".formatted(people));
            var users = new People(visitor);
            return measure(users, users.register(people), identity, rounds);
        } finally {
            server.drop(database);
        }
    }

    private Report measure(
            People users, List<Person> persons, IdentitySettings identity, Rounds rounds) {
        var secrets = new RandomSecrets(new SecureRandom());
        try (var passwords =
                new Passwords(
                        identity.argon2(),
                        secrets,
                        identity.hashingThreads(),
                        identity.hashingQueue())) {
            var pace = new Pace(perSecond, rounds);
            var outcome =
                    pace.inTurns(
                            _ -> hash(passwords),
                            number -> users.logIn(persons.get((int) (number % persons.size()))));
            return report(outcome, identity);
        }
    }

    private static void hash(Passwords passwords) {
        try {
            passwords.hash(People.PASSWORD);
        } catch (Unfit e) {
            throw new CommandFailed("A hash was refused: " + e.getMessage() + ".", e);
        }
    }

    private Report report(Pace.Outcome outcome, IdentitySettings identity) {
        var hash = outcome.one();
        var login = outcome.other();
        var argon2 = identity.argon2();
        return new Report(
                NAME,
                "one login, %d a second".formatted(perSecond),
                List.of(line("Argon2id alone", hash, hash), line("POST /v1/sessions", login, hash)),
                List.of(SLOW),
                List.of(
                        Target.atMost(
                                "p95 of a login against p95 of its hash",
                                login.at(0.95) / hash.at(0.95),
                                TARGET,
                                "")),
                List.of(
                        "Argon2id with m=%,d KiB, t=%d, p=%d; %d of each, in turns."
                                .formatted(
                                        argon2.memoryKib(),
                                        argon2.iterations(),
                                        argon2.parallelism(),
                                        login.count()),
                        String.format(
                                Locale.ROOT,
                                "All but the hash: %.1f ms of the median; rate limit of logins"
                                        + " off.",
                                login.at(0.5) - hash.at(0.5))),
                Map.of());
    }

    private static Line line(String name, Latencies latencies, Latencies hash) {
        return new Line(
                name,
                List.of(
                        new Figure(MEDIAN, "ms", latencies.at(0.5)),
                        new Figure(SLOW, "ms", latencies.at(0.95)),
                        new Figure("p95 in hashes", "", latencies.at(0.95) / hash.at(0.95)),
                        new Figure("slowest", "ms", latencies.at(1))));
    }
}
