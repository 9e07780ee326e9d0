package io.florin.benchmark.edge;

import io.florin.benchmark.edge.People.Person;
import io.florin.benchmark.engine.EngineSettings;
import io.florin.benchmark.engine.Load;
import io.florin.benchmark.engine.Population;
import io.florin.benchmark.measure.Contender;
import io.florin.benchmark.measure.Figures;
import io.florin.benchmark.measure.Rounds;
import io.florin.benchmark.measure.Sample;
import io.florin.benchmark.report.Line;
import io.florin.benchmark.report.Report;
import io.florin.benchmark.report.Target;
import io.florin.benchmark.server.BenchServer;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply;
import io.florin.sandbox.terminal.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a call that shows a wallet costs the node, against the call that does nothing and the
 * question to the wallet that it contains.
 *
 * @param people who own the wallets and whose tokens are sent
 * @param walletsEach of theirs
 * @param connections that are kept, each with one call under way; as many questions at the door
 */
public record EdgeBenchmark(int people, int walletsEach, int connections) {
    public static final String NAME = "edge";

    private static final String HEALTH = "(a) GET /health/live, anonymous";
    private static final String ASK = "(c) the wallet asked from inside";
    private static final String AT_ONCE = "(f) a bare server, nothing done";
    private static final String ASKING = "(g) a bare server, the wallet asked";
    private static final String TOKEN = "(b) GET wallet, access token";
    private static final String CONFIGURED = "(d) GET wallet, key of the configuration";
    private static final String STORED = "(e) GET wallet, stored key";
    private static final double TARGET = 1.3;
    private static final String APP = "default";

    public static EdgeBenchmark usual() {
        return new EdgeBenchmark(20, 50, 32);
    }

    /** A wallet and the header of who may see it. */
    private record View(WalletId wallet, String token) {
        String request(String header) {
            return "/v1/wallets/" + wallet.id() + "\t" + header;
        }
    }

    public Report run(BenchServer server, Rounds rounds, Progress progress) {
        var database = server.create(NAME);
        try (var node = EdgeNode.start(EngineSettings.NODE, database);
                var visitor = new Visitor(node.port());
                var generator = GeneratorProcess.start()) {
            var users = new People(visitor);
            progress.say("  registering %d people".formatted(people));
            var views =
                    users.register(people).stream().flatMap(p -> views(p, users, node)).toList();
            var contenders = contenders(views, users.makeKey(), node, server, generator);
            try (var bare = BareServer.start(node, wallets(views))) {
                contenders.addAll(bare(bare, server, generator));
                return report(rounds.run(contenders, progress));
            }
        } finally {
            server.drop(database);
        }
    }

    private Stream<View> views(Person person, People users, EdgeNode node) {
        String header = "Authorization: Bearer " + users.logIn(person);
        var ids =
                IntStream.range(0, walletsEach)
                        .mapToObj(n -> new WalletId(APP, person.id() + "-" + n))
                        .toList();
        Population.all(ids, id -> node.wallets().execute(id, Population.open(person.id())));
        Population.all(ids, id -> node.wallets().execute(id, Population.deposit("first")));
        return ids.stream().map(id -> new View(id, header));
    }

    private static List<WalletId> wallets(List<View> views) {
        return views.stream().map(View::wallet).toList();
    }

    private List<Contender> bare(BareServer bare, BenchServer server, GeneratorProcess generator) {
        return List.of(
                called(AT_ONCE, bare.port(), List.of(BareServer.AT_ONCE + "\t"), server, generator),
                called(
                        ASKING,
                        bare.port(),
                        List.of(BareServer.AFTER_ASKING + "\t"),
                        server,
                        generator));
    }

    private Contender called(
            String name,
            int port,
            List<String> requests,
            BenchServer server,
            GeneratorProcess generator) {
        Path file = generator.write("requests-" + name.charAt(1), requests);
        return new Measured(
                name, server.meter(), length -> generator.call(port, connections, file, length));
    }

    private List<Contender> contenders(
            List<View> views,
            String storedKey,
            EdgeNode node,
            BenchServer server,
            GeneratorProcess generator) {
        var requests = new LinkedHashMap<String, List<String>>();
        requests.put(HEALTH, List.of("/health/live\t"));
        requests.put(TOKEN, views.stream().map(view -> view.request(view.token())).toList());
        requests.put(CONFIGURED, keyed(views, EdgeNode.OPERATOR_KEY));
        requests.put(STORED, keyed(views, storedKey));
        var contenders = new ArrayList<Contender>();
        requests.forEach((name, lines) ->
                contenders.add(called(name, node.port(), lines, server, generator)));
        contenders.add(
                1,
                new Measured(
                        ASK,
                        server.meter(),
                        length ->
                                Load.during(
                                        length, connections, number -> look(node, views, number))));
        return contenders;
    }

    private static CompletionStage<WalletReply> look(EdgeNode node, List<View> views, long number) {
        var wallet = views.get((int) (number % views.size())).wallet();
        return node.wallets().ask(wallet, Inquiry.free(new Look(false)));
    }

    private static List<String> keyed(List<View> views, String key) {
        return views.stream().map(view -> view.request("X-Api-Key: " + key)).toList();
    }

    private Report report(Figures figures) {
        return new Report(
                NAME,
                "one call of a node; %,d wallets of %d users, %d connections"
                        .formatted(people * walletsEach, people, connections),
                figures.contenders().stream().map(name -> Line.of(name, figures)).toList(),
                Line.CPU,
                List.of(
                        Target.atMost(
                                "CPU of b against a + the ask over HTTP (g − f)",
                                ratio(figures, TOKEN, askedOverHttp(figures)),
                                TARGET,
                                "")),
                List.of(
                        String.format(
                                Locale.ROOT,
                                "With a key of the configuration %.2f, with a stored key %.2f:"
                                        + " services are not counted by a rate limit, users are.",
                                ratio(figures, CONFIGURED, askedOverHttp(figures)),
                                ratio(figures, STORED, askedOverHttp(figures))),
                        String.format(
                                Locale.ROOT,
                                "Against a + c %.2f: in (c) a loop keeps the threads awake, and"
                                        + " an ask wakes none.",
                                ratio(figures, TOKEN, cpu(figures, ASK))),
                        "JVM is the node's process alone: who calls over HTTP is another process."
                                + " In (c) the asking loop is inside and in the figure."),
                Map.of());
    }

    /** The median over the rounds. */
    private static double ratio(Figures figures, String call, double[] asked) {
        var calls = cpu(figures, call);
        var nothing = cpu(figures, HEALTH);
        return Figures.median(
                IntStream.range(0, calls.length)
                        .mapToDouble(round -> calls[round] / (nothing[round] + asked[round]))
                        .toArray());
    }

    private static double[] askedOverHttp(Figures figures) {
        var nothing = cpu(figures, AT_ONCE);
        var asked = cpu(figures, ASKING);
        return IntStream.range(0, asked.length)
                .mapToDouble(round -> asked[round] - nothing[round])
                .toArray();
    }

    private static double[] cpu(Figures figures, String call) {
        return figures.of(call).stream().mapToDouble(Sample::cpuMicros).toArray();
    }
}
