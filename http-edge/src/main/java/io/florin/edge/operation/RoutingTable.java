package io.florin.edge.operation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint of a path and a method. Built once, read by many threads. */
public final class RoutingTable {
    /** What a path and a method lead to. */
    sealed interface Match {
        record Found(Endpoint endpoint, Map<String, String> segments) implements Match {}

        /** The address exists; it takes these methods. */
        record OtherMethods(List<Method> allowed) implements Match {}

        record Nowhere() implements Match {}
    }

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<Method, Endpoint> endpoints = new EnumMap<>(Method.class);
        @Nullable Node variable;
        String variableName = "";
    }

    private final Node root = new Node();

    /** Throws when two endpoints claim the same method of the same path. */
    public RoutingTable(List<Endpoint> endpoints) {
        endpoints.forEach(this::add);
    }

    private void add(Endpoint endpoint) {
        Node node = root;
        for (String segment : endpoint.operation().template().substring(1).split("/", -1)) {
            node = child(node, segment);
        }
        if (node.endpoints.put(endpoint.operation().method(), endpoint) != null) {
            throw new IllegalArgumentException("Two endpoints for " + endpoint.operation());
        }
    }

    private static Node child(Node node, String segment) {
        if (!segment.startsWith("{")) {
            return node.literals.computeIfAbsent(segment, _ -> new Node());
        }
        String name = segment.substring(1, segment.length() - 1);
        Node variable = node.variable;
        if (variable == null) {
            variable = new Node();
            node.variable = variable;
            node.variableName = name;
        }
        if (!node.variableName.equals(name)) {
            throw new IllegalArgumentException(
                    "One segment has two names: " + node.variableName + " and " + name);
        }
        return variable;
    }

    /**
     * Where literal and variable segments both fit, the literal ones win if they have the method.
     */
    Match find(String method, List<String> path) {
        var found = new ArrayList<Reached>(2);
        reach(root, path, 0, Map.of(), found);
        if (found.isEmpty()) return new Match.Nowhere();
        for (var reached : found) {
            for (var endpoint : reached.node().endpoints.entrySet()) {
                if (endpoint.getKey().name().equals(method)) {
                    return new Match.Found(endpoint.getValue(), reached.segments());
                }
            }
        }
        return new Match.OtherMethods(
                found.stream()
                        .flatMap(reached -> reached.node().endpoints.keySet().stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private record Reached(Node node, Map<String, String> segments) {}

    private static void reach(
            Node node,
            List<String> path,
            int depth,
            Map<String, String> segments,
            List<Reached> found) {
        if (depth == path.size()) {
            if (!node.endpoints.isEmpty()) found.add(new Reached(node, segments));
            return;
        }
        String segment = path.get(depth);
        Node literal = node.literals.get(segment);
        if (literal != null) reach(literal, path, depth + 1, segments, found);
        Node variable = node.variable;
        if (variable == null || segment.isEmpty()) return;
        var more = new HashMap<>(segments);
        more.put(node.variableName, segment);
        reach(variable, path, depth + 1, more, found);
    }
}
