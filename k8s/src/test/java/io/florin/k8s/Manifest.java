package io.florin.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object as it is written. */
record Manifest(JsonNode tree) {
    String kind() {
        return tree.path("kind").asText();
    }

    String name() {
        return tree.at("/metadata/name").asText();
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    Map<String, String> labels() {
        return map(tree.at("/metadata/labels"));
    }

    boolean isWorkload() {
        return !podTemplate().isMissingNode();
    }

    Map<String, String> podLabels() {
        return map(podTemplate().at("/metadata/labels"));
    }

    JsonNode podSpec() {
        return podTemplate().path("spec");
    }

    JsonNode container() {
        return podSpec().at("/containers/0");
    }

    /** What its ports are called by: their names and their numbers. */
    List<String> ports() {
        return each(container().path("ports"))
                .flatMap(port -> Stream.of(port.path("name"), port.path("containerPort")))
                .map(JsonNode::asText)
                .toList();
    }

    /** The number of a port of this name, or -1. */
    int port(String name) {
        return each(container().path("ports"))
                .filter(port -> port.path("name").asText().equals(name))
                .mapToInt(port -> port.path("containerPort").asInt())
                .findFirst()
                .orElse(-1);
    }

    /** The value of a variable of its container; empty where it comes from elsewhere. */
    String variable(String name) {
        return each(container().path("env"))
                .filter(variable -> variable.path("name").asText().equals(name))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private JsonNode podTemplate() {
        return switch (kind()) {
            case "Deployment", "Job" -> tree.at("/spec/template");
            case "CronJob" -> tree.at("/spec/jobTemplate/spec/template");
            default -> tree.at("/none");
        };
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static Map<String, String> map(JsonNode object) {
        var map = new HashMap<String, String>();
        object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    /** Whether labels are what a selector asks for; the empty one asks for nothing. */
    static boolean selects(JsonNode selector, Map<String, String> labels) {
        boolean equal = labels.entrySet().containsAll(map(selector.path("matchLabels")).entrySet());
        return equal
                && each(selector.path("matchExpressions"))
                        .allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        if (!expression.path("operator").asText().equals("In")) {
            throw new IllegalArgumentException("Only In is understood here: " + expression);
        }
        var values = new ArrayList<String>();
        each(expression.path("values")).forEach(value -> values.add(value.asText()));
        return values.contains(labels.get(expression.path("key").asText()));
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
