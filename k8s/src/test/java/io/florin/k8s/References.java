package io.florin.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what an object of a bundle names and the bundle does not have. */
final class References {
    private final Bundle bundle;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Set<String>> keys = new HashMap<>();

    private References(Bundle bundle) {
        this.bundle = bundle;
        bundle.secrets().forEach((name, names) -> keys.put("Secret " + name, names));
        for (var manifest : bundle.manifests()) {
            if (!Set.of("ConfigMap", "Secret").contains(manifest.kind())) continue;
            keys.put(manifest.toString(), Manifest.map(manifest.at("/data")).keySet());
        }
    }

    /** A sentence for each. */
    static List<String> findings(Bundle bundle) {
        var references = new References(bundle);
        bundle.workloads().forEach(references::workload);
        bundle.manifests().forEach(references::object);
        return references.findings;
    }

    private void object(Manifest object) {
        switch (object.kind()) {
            case "Service" -> service(object);
            case "PodDisruptionBudget" ->
                    require(
                            pods(object.at("/spec/selector")).size() == 1,
                            object + " selects not just one workload");
            case "HorizontalPodAutoscaler" -> named(object, object.at("/spec/scaleTargetRef"));
            case "NetworkPolicy" -> policy(object);
            case "RoleBinding" -> {
                named(object, object.at("/roleRef"));
                object.at("/subjects").forEach(subject -> named(object, subject));
            }
            case "ServiceMonitor" -> monitor(object);
            default -> {
                // It names nothing, or is a workload.
            }
        }
    }

    private void workload(Manifest workload) {
        var spec = workload.podSpec();
        if (spec.has("serviceAccountName")) {
            exists(workload, "ServiceAccount", spec.path("serviceAccountName").asText());
        }
        if (workload.at("/spec/selector").isObject()) {
            selectsItself(workload, workload.at("/spec/selector"));
        }
        spec.path("topologySpreadConstraints")
                .forEach(spread -> selectsItself(workload, spread.path("labelSelector")));
        var volumes = volumes(workload);
        var container = workload.container();
        container
                .path("volumeMounts")
                .forEach(mount -> {
                    var name = mount.path("name").asText();
                    require(volumes.contains(name), workload + " mounts no volume " + name);
                });
        container
                .path("envFrom")
                .forEach(from -> {
                    map(workload, "ConfigMap", from.path("configMapRef"));
                    map(workload, "Secret", from.path("secretRef"));
                });
        container
                .path("env")
                .forEach(variable -> {
                    map(workload, "ConfigMap", variable.at("/valueFrom/configMapKeyRef"));
                    map(workload, "Secret", variable.at("/valueFrom/secretKeyRef"));
                });
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            var port = container.path(probe).at("/httpGet/port");
            if (!port.isMissingNode()) port(workload, probe, port.asText(), List.of(workload));
        }
    }

    private Set<String> volumes(Manifest workload) {
        var names = new HashSet<String>();
        for (var volume : workload.podSpec().path("volumes")) {
            names.add(volume.path("name").asText());
            map(workload, "ConfigMap", volume.path("configMap"));
            map(workload, "Secret", volume.path("secret"));
            var claim = volume.at("/persistentVolumeClaim/claimName");
            if (!claim.isMissingNode()) exists(workload, "PersistentVolumeClaim", claim.asText());
        }
        return names;
    }

    /** A reference to a map, and perhaps to a key of it. */
    private void map(Manifest from, String kind, JsonNode reference) {
        if (reference.isMissingNode()) return;
        var name = reference.path(reference.has("name") ? "name" : "secretName").asText();
        var there = keys.get(kind + " " + name);
        require(there != null, from + " needs the " + kind + " " + name);
        if (there == null || !reference.has("key")) return;
        var key = reference.path("key").asText();
        require(there.contains(key), from + " needs " + key + " of the " + kind + " " + name);
    }

    private void selectsItself(Manifest workload, JsonNode selector) {
        require(
                Manifest.selects(selector, workload.podLabels()),
                workload + " does not select its own pods");
    }

    private void service(Manifest service) {
        var selector = Manifest.map(service.at("/spec/selector"));
        var pods =
                bundle.workloads()
                        .filter(pod -> pod.podLabels().entrySet().containsAll(selector.entrySet()))
                        .toList();
        require(!pods.isEmpty(), service + " selects nobody");
        service.at("/spec/ports")
                .forEach(port -> port(service, "", port.path("targetPort").asText(), pods));
    }

    private void policy(Manifest policy) {
        var subjects = pods(policy.at("/spec/podSelector"));
        require(!subjects.isEmpty(), policy + " selects nobody");
        for (var rule : policy.at("/spec/ingress")) {
            rule.path("from").forEach(peer -> peers(policy, peer));
            rule.path("ports").forEach(port -> port(policy, "in", name(port), subjects));
        }
        for (var rule : policy.at("/spec/egress")) {
            var targets = new ArrayList<Manifest>();
            rule.path("to").forEach(peer -> targets.addAll(peers(policy, peer)));
            rule.path("ports").forEach(port -> port(policy, "out", name(port), targets));
        }
    }

    private static String name(JsonNode port) {
        return port.path("port").asText();
    }

    private List<Manifest> peers(Manifest policy, JsonNode peer) {
        if (!peer.has("podSelector")) return List.of();
        var pods = pods(peer.path("podSelector"));
        require(!pods.isEmpty(), policy + " speaks of pods that are not there");
        return pods;
    }

    private void monitor(Manifest monitor) {
        var services =
                bundle.of("Service")
                        .filter(one -> Manifest.selects(monitor.at("/spec/selector"), one.labels()))
                        .toList();
        require(services.size() == 1, monitor + " selects not just one Service");
        for (var service : services) {
            var ports = service.at("/spec/ports").findValuesAsText("name");
            monitor.at("/spec/endpoints")
                    .findValuesAsText("port")
                    .forEach(port ->
                            require(ports.contains(port), monitor + " scrapes no port " + port));
        }
        for (var label : monitor.at("/spec/podTargetLabels")) {
            require(
                    bundle.nodes().stream()
                            .allMatch(node -> node.podLabels().containsKey(label.asText())),
                    monitor + " takes the label " + label.asText() + " that pods do not have");
        }
    }

    private List<Manifest> pods(JsonNode selector) {
        return bundle.workloads()
                .filter(pod -> Manifest.selects(selector, pod.podLabels()))
                .toList();
    }

    private void named(Manifest from, JsonNode reference) {
        exists(from, reference.path("kind").asText(), reference.path("name").asText());
    }

    private void exists(Manifest from, String kind, String name) {
        require(
                bundle.of(kind).anyMatch(one -> one.name().equals(name)),
                from + " needs the " + kind + " " + name);
    }

    /** A port, by name or number, is one of each of these pods; who is no pod has only numbers. */
    private void port(Manifest from, String of, String port, List<Manifest> pods) {
        if (pods.isEmpty() && port.matches("[0-9]+")) return;
        require(
                !pods.isEmpty() && pods.stream().allMatch(pod -> pod.ports().contains(port)),
                "%s needs a port %s (%s)".formatted(from, port, of));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) findings.add(otherwise);
    }
}
