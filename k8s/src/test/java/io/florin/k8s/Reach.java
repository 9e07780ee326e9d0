package io.florin.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whom the network policies of a bundle let speak, in words. */
final class Reach {
    private Reach() {}

    /** The workloads that may call out at a port. */
    static Set<String> egress(Bundle bundle, int port) {
        var names = new TreeSet<String>();
        bundle.of("NetworkPolicy")
                .forEach(policy ->
                        policy.at("/spec/egress")
                                .forEach(rule -> {
                                    for (var one : rule.path("ports")) {
                                        if (one.path("port").asInt() != port) continue;
                                        bundle.workloads()
                                                .filter(pod -> selects(policy, pod))
                                                .forEach(pod -> names.add(pod.name()));
                                    }
                                }));
        return names;
    }

    /** Who may call a workload at a port of its, as the policies write it. */
    static List<String> ingress(Bundle bundle, String workload, String port) {
        var target = bundle.workloads().filter(one -> one.name().equals(workload)).findFirst();
        var peers = new ArrayList<String>();
        bundle.of("NetworkPolicy")
                .filter(policy -> selects(policy, target.orElseThrow()))
                .forEach(policy ->
                        policy.at("/spec/ingress")
                                .forEach(rule -> {
                                    if (!rule.path("ports").findValuesAsText("port").contains(port))
                                        return;
                                    if (rule.path("from").isEmpty()) peers.add("anybody");
                                    rule.path("from").forEach(peer -> peers.add(peer.toString()));
                                }));
        return peers;
    }

    private static boolean selects(Manifest policy, Manifest pod) {
        return Manifest.selects(policy.at("/spec/podSelector"), pod.podLabels());
    }
}
