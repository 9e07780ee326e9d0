package io.florin.node.membership;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.florin.persistence.release.Release;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;

/**
 * A node that wants to start, as its configuration describes it.
 *
 * @param address as the cluster will know it; empty if that is found out at the start
 * @param apps whose requests it will serve; none if it has no edge
 * @param seeds through whom it joins; empty if that is found out elsewhere, as in Kubernetes
 */
public record Candidate(
        Optional<String> address, Release release, Set<String> apps, Optional<Set<String>> seeds) {
    private static final String FORMATION = "florin.cluster.formation";
    private static final String SEEDS = "pekko.cluster.seed-nodes";
    private static final String REMOTING = "pekko.remote.artery.canonical";

    public Candidate {
        apps = Set.copyOf(apps);
    }

    /** The node of this configuration and of the build that runs. */
    public static Candidate from(Config config, Set<String> apps) {
        return new Candidate(address(config), Release.ofThisBuild(), apps, seeds(config));
    }

    /** The configuration with which Pekko knows the release, too, and that releases mix. */
    public Config tell(Config config) {
        var release = ConfigValueFactory.fromAnyRef(release().toString());
        return ConfigFactory.empty()
                .withValue("pekko.cluster.app-version", release)
                .withFallback(config);
    }

    private static Optional<String> address(Config config) {
        var remoting = config.getConfig(REMOTING);
        var host = remoting.getString("hostname");
        int port = remoting.getInt("port");
        boolean isChosen = !host.isEmpty() && !host.startsWith("<") && port != 0;
        return isChosen
                ? Optional.of(new Address("pekko", "florin", host, port).hostPort())
                : Optional.empty();
    }

    private static Optional<Set<String>> seeds(Config config) {
        boolean isElsewhere =
                config.hasPath(FORMATION) && !config.getString(FORMATION).equals("seed-nodes");
        if (isElsewhere) return Optional.empty();
        return Optional.of(
                config.getStringList(SEEDS).stream()
                        .map(seed -> AddressFromURIString.parse(seed).hostPort())
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
