package io.florin.k8s;

import io.florin.node.telemetry.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A query of Prometheus: which of our metrics it asks for, and by which labels. */
record Query(String text) {
    private static final Pattern NAME =
            Pattern.compile("\\b(?:florin|kube|jvm|process|withdrawals|content)_[a-z_]+|\\bup\\b");
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-z_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");

    /** What Prometheus and its operator add, and a histogram's bound. */
    private static final Set<String> OTHERS_LABELS =
            Set.of("namespace", "pod", "job", "role", "le");

    private static final Set<String> OTHERS_METRICS =
            Set.of("up", "kube_cronjob_status_last_successful_time", "kube_pod_status_ready");

    /** A sentence for each name that nobody tells. */
    List<String> findings() {
        var findings = new ArrayList<String>();
        var labels = new HashSet<>(OTHERS_LABELS);
        for (var name : NAME.matcher(text.replaceAll("\"[^\"]*\"", "\"\"")).results().toList()) {
            if (OTHERS_METRICS.contains(name.group())) continue;
            Arrays.stream(Metric.values())
                    .filter(metric -> titles(metric).contains(name.group()))
                    .findFirst()
                    .ifPresentOrElse(
                            metric -> labels.addAll(metric.labels()),
                            () -> findings.add("no metric is called " + name.group()));
        }
        used(labels, findings);
        return findings;
    }

    private void used(Set<String> known, List<String> findings) {
        for (var selector : SELECTOR.matcher(text).results().toList()) {
            if (OTHERS_METRICS.contains(selector.group(1))) continue;
            for (var label : LABEL.matcher(selector.group(2)).results().toList()) {
                if (!known.contains(label.group(1))) {
                    findings.add("no metric here has the label " + label.group(1));
                }
            }
        }
        for (var grouping : GROUPING.matcher(text).results().toList()) {
            for (var label : grouping.group(1).split(",", -1)) {
                if (!known.contains(label.strip())) {
                    findings.add("no metric here has the label " + label.strip());
                }
            }
        }
    }

    private static Set<String> titles(Metric metric) {
        var title = metric.title();
        return metric.type().word().equals("histogram")
                ? Set.of(title + "_bucket", title + "_sum", title + "_count")
                : Set.of(title);
    }
}
