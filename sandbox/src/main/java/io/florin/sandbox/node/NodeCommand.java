package io.florin.sandbox.node;

import io.florin.node.membership.Role;
import io.florin.sandbox.postgres.Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line and the environment of a node's process. What a node may know is said in the
 * keys of its own configuration; the secrets go through the environment, because any user of the
 * machine can read command lines.
 *
 * @param mainClass {@link NodeMain}, or a stand-in of a test
 * @param database shared by all nodes
 * @param kafka its address, shared by all nodes
 * @param seeds the nodes that may found the cluster, the first of them alone
 * @param apps the folder of the apps' files; null where there is none
 * @param heapMebibytes the most a node's heap may take
 * @param settings more of them, by their keys; they go before those that follow from the rest
 * @param secrets more of them, by their keys
 */
public record NodeCommand(
        String mainClass,
        Address database,
        String kafka,
        String operatorKey,
        String identitySecret,
        List<NodeAddress> seeds,
        @Nullable Path apps,
        int heapMebibytes,
        Map<String, String> settings,
        Map<String, String> secrets) {

    /** Those that say what classes look like in memory, and what they may do. */
    private static final List<String> FLAGS =
            List.of(
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseCompactObjectHeaders");

    public NodeCommand {
        seeds = List.copyOf(seeds);
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
        if (heapMebibytes < 128) {
            throw new IllegalArgumentException(
                    "heapMebibytes is %d; a node needs 128 or more.".formatted(heapMebibytes));
        }
    }

    /** The same with other roles. */
    public NodeCommand withRoles(Set<Role> roles) {
        var named = new HashMap<String, String>();
        for (var role : roles) named.put(Role.PATH + "." + named.size(), role.word());
        return with(named);
    }

    /** What a node's libraries are read from; a stand-in may use it, and makes none of its own. */
    ClassArchive archive(Path folder) {
        boolean isNode = mainClass.equals(NodeMain.class.getName());
        return ClassArchive.in(folder, "node", FLAGS, isNode);
    }

    ProcessBuilder forNode(NodeAddress node, ClassArchive archive) {
        var command = new ArrayList<String>();
        command.add(ClassArchive.java());
        command.addAll(archive.options());
        command.addAll(
                List.of(
                        "-XX:+UseG1GC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx" + heapMebibytes + "m",
                        // Names the keys below in the environment, too.
                        "-Dconfig.override_with_env_vars=true"));
        settings(node).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(mainClass);
        var process = new ProcessBuilder(command);
        // Not an argument: it is longer than what process listings show of a command line.
        process.environment().put("CLASSPATH", archive.classPath());
        process.environment().put("CONFIG_FORCE_florin_database_password", database.password());
        process.environment().put("CONFIG_FORCE_florin_http_operator__key", operatorKey);
        process.environment().put("CONFIG_FORCE_florin_identity_secret", identitySecret);
        secrets.forEach((key, value) -> process.environment().put(variable(key), value));
        return process;
    }

    /** The environment's name of a key, as Typesafe Config reads it. */
    static String variable(String key) {
        return "CONFIG_FORCE_" + key.replace("_", "___").replace("-", "__").replace('.', '_');
    }

    private Map<String, String> settings(NodeAddress node) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("florin.http.host", node.host());
        settings.put("florin.http.port", Integer.toString(node.ports().http()));
        settings.put("florin.identity.codes-in-log", "true");
        settings.put("florin.webhook-endpoints.allow-loopback", "true");
        if (apps != null) settings.put("florin.http.apps-folder", apps.toString());
        settings.put("florin.database.url", database.jdbcUrl());
        settings.put("florin.database.user", database.user());
        settings.put("florin.kafka.bootstrap-servers", kafka);
        settings.put("pekko.management.http.hostname", node.host());
        settings.put("pekko.management.http.port", Integer.toString(node.ports().management()));
        settings.put("pekko.remote.artery.canonical.hostname", node.host());
        settings.put(
                "pekko.remote.artery.canonical.port", Integer.toString(node.ports().remoting()));
        settings.put("florin.metrics.host", node.host());
        settings.put("florin.metrics.port", Integer.toString(node.ports().metrics()));
        for (var i = 0; i < seeds.size(); i++) {
            settings.put("pekko.cluster.seed-nodes." + i, seeds.get(i).seed());
        }
        settings.putAll(this.settings);
        return settings;
    }

    /** The same, with more settings. */
    public NodeCommand with(Map<String, String> more) {
        var all = new LinkedHashMap<>(settings);
        all.putAll(more);
        return with(seeds, all);
    }

    /** The same for a node whom others let join: it founds no cluster itself. */
    public NodeCommand joining(NodeAddress node) {
        return with(seeds.stream().filter(seed -> !seed.equals(node)).toList(), settings);
    }

    private NodeCommand with(List<NodeAddress> seeds, Map<String, String> settings) {
        return new NodeCommand(
                mainClass,
                database,
                kafka,
                operatorKey,
                identitySecret,
                seeds,
                apps,
                heapMebibytes,
                settings,
                secrets);
    }
}
