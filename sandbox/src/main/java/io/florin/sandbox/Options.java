package io.florin.sandbox;

import io.florin.node.membership.Role;
import io.florin.sandbox.node.NodeAddress.Ports;
import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a command.
 *
 * @param nodes the roles of the processes on 127.0.0.1, 127.0.0.2, ...
 * @param data kept over restarts
 * @param fresh empty the data folder first
 * @param digest what an earlier check has printed, to be compared with
 */
record Options(
        List<Set<Role>> nodes, Ports ports, Path data, boolean fresh, @Nullable String digest) {
    private static final int MAX_NODES = 9;

    static Options defaults() {
        return new Options(alike(1), Ports.DEFAULT, home().resolve(".florin"), false, null);
    }

    /** Reads the words after the command; a folder is relative to where the person stands. */
    static Options parse(List<String> words) {
        return parse(words, Ports.DEFAULT);
    }

    /** The same, with other ports where none are named. */
    static Options parse(List<String> words, Ports ports) {
        var options = defaults().with(ports);
        var rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            var option = rest.removeFirst();
            options =
                    switch (option) {
                        case "--port" -> options.with(options.ports.withHttp(port(option, rest)));
                        case "--management-port" ->
                                options.with(options.ports.withManagement(port(option, rest)));
                        case "--remoting-port" ->
                                options.with(options.ports.withRemoting(port(option, rest)));
                        case "--metrics-port" ->
                                options.with(options.ports.withMetrics(port(option, rest)));
                        case "--nodes" -> options.withNodes(alike(number(option, rest, MAX_NODES)));
                        case "--roles" -> options.withNodes(roles(value(option, rest)));
                        case "--data" -> options.withData(Path.of(value(option, rest)));
                        case "--fresh" -> options.withFresh();
                        case "--digest" -> options.withDigest(value(option, rest));
                        default -> throw unknown(option);
                    };
        }
        return options;
    }

    static CommandFailed unknown(String option) {
        return new CommandFailed(
                "There is no option %s; ./florin help lists them.".formatted(option));
    }

    private static List<Set<Role>> alike(int nodes) {
        return Collections.nCopies(nodes, EnumSet.allOf(Role.class));
    }

    /** One word for each node, such as {@code wallet+session,worker,edge}. */
    private static List<Set<Role>> roles(String words) {
        var nodes = words.split(",", -1);
        if (nodes.length > MAX_NODES) {
            throw new CommandFailed(
                    "--roles names %d nodes, and %d are the most."
                            .formatted(nodes.length, MAX_NODES));
        }
        try {
            return Arrays.stream(nodes)
                    .map(node -> Role.named(List.of(node.split("\\+", -1))))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("--roles: " + e.getMessage(), e);
        }
    }

    /** The checkout, as the launcher says; without it the folder the person stands in. */
    private static Path home() {
        return Path.of(System.getProperty("florin.home", "")).toAbsolutePath();
    }

    /** The folder of the apps' files beside the checkout's pom; null where there is none. */
    static @Nullable Path apps() {
        var folder = home().resolve("apps");
        return Files.isDirectory(folder) ? folder : null;
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) throw new CommandFailed(option + " needs a value after it.");
        return rest.removeFirst();
    }

    private static int port(String option, Deque<String> rest) {
        return number(option, rest, 65_535);
    }

    private static int number(String option, Deque<String> rest, int max) {
        var text = value(option, rest);
        if (text.matches("[0-9]{1,5}")) {
            var number = Integer.parseInt(text);
            if (number >= 1 && number <= max) return number;
        }
        throw new CommandFailed(
                "%s needs a number from 1 to %d, and %s is none.".formatted(option, max, text));
    }

    private Options with(Ports ports) {
        return new Options(nodes, ports, data, fresh, digest);
    }

    private Options withNodes(List<Set<Role>> nodes) {
        return new Options(nodes, ports, data, fresh, digest);
    }

    private Options withData(Path data) {
        return new Options(nodes, ports, data.toAbsolutePath().normalize(), fresh, digest);
    }

    private Options withFresh() {
        return new Options(nodes, ports, data, true, digest);
    }

    Options withDigest(String digest) {
        return new Options(nodes, ports, data, fresh, digest);
    }
}
