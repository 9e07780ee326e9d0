package io.florin.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeProcess;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/**
 * {@code ./florin demo}: a tour of a running {@code ./florin up}, each step as the line to type and
 * its answer. On the way it kills the node. It opens wallets of its own each time.
 */
final class Demo {
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(20);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(90);
    private static final int DEPOSIT = 10_000;
    private static final int PRICE = 300;

    /** The simulated model takes its time for a question with this in it. */
    private static final String SLOWLY = "[florin-fault stall 4000]";

    private final Options options;
    private final Terminal terminal;

    Demo(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    void run() {
        var node = NodeAddress.numbered(1, options.ports());
        var calls = new ShownCalls(node.edge().resolve("/v1/"), requireRunning(node), terminal);
        calls.await("/health/ready", PROBE, _ -> true, () -> notRunning(node));
        terminal.print(
                """
                api=%sv1; json='Content-Type: application/json'
                key="X-Api-Key: $(cat %s)"\
                """
                        .formatted(
                                node.edge().resolve("/"), options.data().resolve("operator.key")));
        var name = HexFormat.of().formatHex(new SecureRandom().generateSeed(4));
        money(calls, "ann-" + name, "bob-" + name);
        work(calls, node, "ann-" + name);
        terminal.announce("\nThat was the tour. What it did is in the books: ./florin check.");
    }

    /** The operator's key. */
    private String requireRunning(NodeAddress node) {
        if (!Files.isDirectory(options.data())) throw notRunning(node);
        var data = new DataFolder(options.data());
        if (!Files.exists(data.operatorKeyFile()) || data.tryLock()) throw notRunning(node);
        return data.operatorKey();
    }

    private CommandFailed notRunning(NodeAddress node) {
        return new CommandFailed(
                """
                Nobody answers at %s with the books of %s; \
                start ./florin up first, in another terminal.\
                """
                        .formatted(node.edge(), options.data()));
    }

    private void money(ShownCalls calls, String ann, String bob) {
        terminal.announce("\nTwo wallets, and money from outside.");
        calls.post("wallets", "{\"id\":\"%s\",\"owner\":\"Ann\"}".formatted(ann));
        calls.post("wallets", "{\"id\":\"%s\",\"owner\":\"Bob\"}".formatted(bob));
        calls.post(
                "deposits",
                "wire-" + ann,
                """
                {"wallet":"%s","asset":"USD","amount":%d,"account":"@external:bank"}\
                """
                        .formatted(ann, DEPOSIT));

        terminal.announce("\nA transfer, and the same again: once is once.");
        var rent =
                """
                {"id":"rent-%s","from":"%1$s","to":"%s","asset":"USD","amount":2500}\
                """
                        .formatted(ann, bob);
        calls.post("transfers", rent);
        calls.post("transfers", rent);

        terminal.announce("\nMoney set aside, and a part of it paid.");
        var holds = "wallets/%s/holds".formatted(ann);
        calls.post(holds, "{\"id\":\"hotel-%s\",\"asset\":\"USD\",\"amount\":1000}".formatted(ann));
        calls.post(
                holds + "/hotel-%s/capture".formatted(ann),
                "stay-" + ann,
                "{\"to\":\"%s\",\"amount\":800,\"final\":true}".formatted(bob));
        calls.get("wallets/" + ann);
    }

    private void work(ShownCalls calls, NodeAddress node, String ann) {
        terminal.announce("\nA job for a language model, for a price that is set aside.");
        var job = "reading-" + ann;
        calls.post(
                "jobs",
                """
                {"id":"%s","queue":"ai","kind":"ai.reading",\
                "payload":{"question":"Will it rain? %s"},\
                "price":{"wallet":"%s","asset":"USD","amount":%d}}\
                """
                        .formatted(job, SLOWLY, ann, PRICE));
        var path = "jobs/%s?wallet=%s".formatted(job, ann);
        calls.await(path, BEGINS_WITHIN, found -> isIn(found, "running"), () -> late(job));
        calls.get("wallets/" + ann);

        terminal.announce(
                "\nThe node that does it is killed half-way. Its parent starts it again.");
        kill(calls, node);
        calls.await(path, BACK_WITHIN, found -> isIn(found, "succeeded"), () -> late(job));
        calls.get(path);

        terminal.announce("\nThe job has ended once, and was paid for once.");
        var owned = calls.get("wallets/%s?fresh=true".formatted(ann)).at("/balances/0/posted");
        if (owned.asLong() != DEPOSIT - 2500 - 800 - PRICE) {
            throw new CommandFailed("%s is not what Ann should own.".formatted(owned));
        }
        if (!calls.get("ledger/check").path("ok").asBoolean()) {
            throw new CommandFailed("The books are not in order.");
        }
    }

    private static boolean isIn(JsonNode job, String state) {
        return job.path("state").asText().equals(state);
    }

    private static CommandFailed late(String job) {
        return new CommandFailed("%s takes too long; the tour ends here.".formatted(job));
    }

    private void kill(ShownCalls calls, NodeAddress node) {
        var process =
                NodeProcess.leftovers(new DataFolder(options.data()).nodes())
                        .find(node.host())
                        .orElseThrow(() -> notRunning(node));
        calls.show("kill -9 " + process.pid());
        process.destroyForcibly();
    }
}
