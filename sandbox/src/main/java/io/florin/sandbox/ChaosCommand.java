package io.florin.sandbox;

import io.florin.sandbox.chaos.Chaos;
import io.florin.sandbox.chaos.EdgeAddresses;
import io.florin.sandbox.chaos.Schedule;
import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeCommand;
import io.florin.sandbox.node.NodeProcess;
import io.florin.sandbox.postgres.Folders;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import io.florin.sandbox.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * {@code ./florin chaos}: a household of its own, on its own ports and in its own folder, which is
 * kept when something was not in order.
 */
final class ChaosCommand {
    private static final int NODES = 3;
    private static final int HEAP_MEBIBYTES = 512;
    private static final Duration READY_LIMIT = Duration.ofMinutes(4);

    /** What a fault takes with all around it, roughly: for the plan that is printed. */
    private static final Duration ROUND = Duration.ofSeconds(43);

    private final ChaosOptions options;
    private final String nodeClass;
    private final BooksCommand.Work audit;
    private final Terminal terminal;
    private final Queue<NodeProcess> ended = new ConcurrentLinkedQueue<>();

    ChaosCommand(
            ChaosOptions options, String nodeClass, BooksCommand.Work audit, Terminal terminal) {
        this.options = options;
        this.nodeClass = nodeClass;
        this.audit = audit;
        this.terminal = terminal;
    }

    void run() {
        if (options.dryRun()) printPlan();
        else play();
    }

    private void printPlan() {
        var plan = options.plan();
        var schedule = plan.schedule(NODES);
        long faults = Math.min(plan.faults(), Math.max(1, plan.time().dividedBy(ROUND)));
        for (long i = 0; i < faults; i++) terminal.print(line(schedule.next()));
        terminal.print("./florin chaos does it: " + options.command());
    }

    private static String line(Schedule.Step step) {
        var lasts = step.fault().lasts();
        return "#%-3d %-15s %s%s"
                .formatted(
                        step.number(),
                        step.kind().word(),
                        step.fault().target(),
                        lasts.isZero() ? "" : ", for %d s".formatted(lasts.toSeconds()));
    }

    private void play() {
        var folder = folder();
        var data = new DataFolder(folder);
        data.requireLock();
        if (Files.exists(data.postgres().folder())) {
            throw new CommandFailed(
                    "%s has books already, and chaos needs a folder of its own.".formatted(folder));
        }
        var household = new Household(data, log(folder), Care.ofNodes(ended::add));
        Runtime.getRuntime().addShutdownHook(new Thread(household::end, "end"));
        terminal.say("Starting PostgreSQL, Kafka and %d nodes in %s.".formatted(NODES, folder));
        var findings = findings(data, household);
        if (!findings.isEmpty()) throw red(findings, folder);
        if (options.data() == null) Folders.delete(folder);
        terminal.announce("All in order; the seed was %d.".formatted(options.plan().seed()));
    }

    private CommandFailed red(List<String> findings, Path folder) {
        findings.forEach(finding -> terminal.print("not in order: " + finding));
        return new CommandFailed(
                "Seed %d is RED; the books and logs are in %s; again: %s"
                        .formatted(options.plan().seed(), folder, options.command()));
    }

    private Path folder() {
        if (options.data() != null) return options.data();
        try {
            var folder = Files.createTempDirectory("florin-chaos-");
            var programs = Options.defaults().data().resolve("binaries");
            Folders.makeWritable(programs);
            Files.createSymbolicLink(folder.resolve("binaries"), programs);
            return folder;
        } catch (IOException e) {
            throw new CommandFailed("Cannot make a folder: " + e.getMessage() + ".", e);
        }
    }

    /** What the household has to say would stand between the lines of the faults. */
    private static Progress log(Path folder) {
        try {
            var file = Files.newOutputStream(folder.resolve("chaos.log"));
            return new PrintStream(file, true, StandardCharsets.UTF_8)::println;
        } catch (IOException e) {
            throw new CommandFailed("Cannot write in %s: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    private List<String> findings(DataFolder data, Household household) {
        var addresses =
                IntStream.rangeClosed(1, NODES)
                        .mapToObj(number -> NodeAddress.numbered(number, options.ports()))
                        .toList();
        addresses.forEach(NodeAddress::requireFree);
        var postgres = household.startPostgres();
        try (var cables = Cables.lay(addresses, postgres.address())) {
            var grounds = start(data, household, addresses, cables, postgres);
            var edges =
                    new EdgeAddresses(
                            addresses.stream().map(NodeAddress::edge).toList(), data.operatorKey());
            var verdict = Chaos.run(options.plan(), grounds, edges, terminal);
            if (verdict.findings().isEmpty()) {
                audit.run(postgres.address(), Options.defaults(), terminal);
            }
            household.end();
            return verdict.red(options.plan().bounds());
        } catch (CommandFailed e) {
            return List.of(e.sentence());
        }
    }

    private ChaosGrounds start(
            DataFolder data,
            Household household,
            List<NodeAddress> addresses,
            Cables cables,
            PostgresServer postgres) {
        var kafka = household.startKafka(cables.brokerListeners());
        var providers =
                household.startProviders(addresses.stream().map(NodeAddress::edge).toList());
        var command =
                new NodeCommand(
                        nodeClass,
                        postgres.address(),
                        kafka.address(),
                        data.operatorKey(),
                        data.identitySecret(),
                        addresses,
                        Options.apps(),
                        HEAP_MEBIBYTES,
                        providers.settings(),
                        providers.secrets());
        for (int number = 1; number <= NODES; number++) {
            household.startNode(
                    addresses.get(number - 1),
                    command.with(cables.settings(number, postgres.address())));
        }
        Thread.ofPlatform().daemon().name("watch").start(() -> watch(household, postgres));
        kafka.awaitServing();
        var grounds = new ChaosGrounds(household, ended, addresses, cables, postgres);
        grounds.awaitWhole(READY_LIMIT);
        return grounds;
    }

    private void watch(Household household, PostgresServer postgres) {
        try {
            household.watch(postgres.address());
        } catch (CommandFailed e) {
            terminal.say(e.sentence());
        }
    }
}
