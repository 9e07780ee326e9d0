package io.florin.k8s;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/** As much of the Prometheus Operator's objects as we use; a field beyond is refused. */
final class Monitoring {
    private Monitoring() {}

    record ServiceMonitor(String apiVersion, String kind, ObjectMeta metadata, Scraping spec) {
        record Scraping(
                LabelSelector selector, List<String> podTargetLabels, List<Endpoint> endpoints) {}

        record Endpoint(String port, String path, String interval, String scrapeTimeout) {}
    }

    record PrometheusRule(String apiVersion, String kind, ObjectMeta metadata, Alerting spec) {
        record Alerting(List<Group> groups) {}

        record Group(String name, List<Rule> rules) {}

        record Rule(
                String alert,
                String expr,
                @JsonProperty("for") String lasting,
                Map<String, String> labels,
                Map<String, String> annotations) {}
    }
}
