package io.florin.node.membership;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;

/** How this node comes into a cluster: in two steps, because in Kubernetes others ask it, too. */
public final class Formation {
    private final ActorSystem<?> system;
    private final FormationSettings settings;

    private Formation(ActorSystem<?> system, FormationSettings settings) {
        this.system = system;
        this.settings = settings;
    }

    /**
     * The first step. A node without seed nodes founds a cluster of its own; one with seed nodes is
     * already joining them; one in Kubernetes makes sure that it may see the pods.
     *
     * @throws IllegalStateException with a sentence: it may not, or the API does not answer
     */
    public static Formation begin(ActorSystem<?> system, FormationSettings settings)
            throws InterruptedException {
        switch (settings.way()) {
            case SEED_NODES -> foundIfAlone(system);
            case KUBERNETES -> {
                var config = system.settings().config();
                new PodsCheck(KubernetesApi.of(config, System.getenv()), settings).require();
            }
        }
        return new Formation(system, settings);
    }

    private static void foundIfAlone(ActorSystem<?> system) {
        if (system.settings().config().getStringList("pekko.cluster.seed-nodes").isEmpty()) {
            var cluster = Cluster.get(system);
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        }
    }

    /** The second step, once Pekko Management listens: there, pods ask whether it has a cluster. */
    public void complete() {
        switch (settings.way()) {
            case SEED_NODES -> {
                // It has joined, or is about to.
            }
            case KUBERNETES -> ClusterBootstrap.get(system).start();
        }
    }
}
