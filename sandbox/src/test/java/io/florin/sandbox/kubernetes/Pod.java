package io.florin.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A pod as the Kubernetes API shows it: the object in {@code pod.json}, as a real one is, and what
 * differs from it.
 *
 * @param app its label
 * @param managementPort the port of the container that is named so
 */
public record Pod(String name, String app, String address, int managementPort, State state) {
    /** Where a pod is in its life. */
    public enum State {
        /** Its image is fetched. */
        PENDING,

        /** It runs, and its readiness probe fails. */
        STARTED,

        READY,

        /** It waits until it is started once more. */
        CRASHING,

        /** It was evicted. */
        FAILED,

        /** It still runs, and has been told to end. */
        ENDING
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same pod, later. */
    public Pod as(State later) {
        return new Pod(name, app, address, managementPort, later);
    }

    JsonNode json() {
        var pod = template();
        ((ObjectNode) pod.at("/spec/containers/0/ports/1")).put("containerPort", managementPort);
        var status = (ObjectNode) pod.path("status");
        var container = (ObjectNode) pod.at("/status/containerStatuses/0");
        switch (state) {
            case READY -> {
                // As it is written.
            }
            case STARTED -> notReady(pod);
            case PENDING -> {
                notReady(pod);
                status.put("phase", "Pending").remove("podIP");
                status.remove("podIPs");
                container.put("started", false);
                container
                        .putObject("state")
                        .putObject("waiting")
                        .put("reason", "ContainerCreating");
            }
            case CRASHING -> {
                notReady(pod);
                container.put("started", false).put("restartCount", 7);
                container.putObject("state").putObject("waiting").put("reason", "CrashLoopBackOff");
                terminated(container.putObject("lastState"));
            }
            case FAILED -> {
                notReady(pod);
                status.put("phase", "Failed").put("reason", "Evicted");
                container.put("started", false);
                terminated(container.putObject("state"));
            }
            case ENDING ->
                    ((ObjectNode) pod.path("metadata"))
                            .put("deletionTimestamp", "2026-11-26T09:31:40Z")
                            .put("deletionGracePeriodSeconds", 60);
        }
        return pod;
    }

    private JsonNode template() {
        try (var json = Pod.class.getResourceAsStream("/kubernetes/pod.json")) {
            var text =
                    new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8);
            return JSON.readTree(
                    text.replace("NAMESPACE", ApiServer.NAMESPACE)
                            .replace("CONTAINER", "florin")
                            .replace("ADDRESS", address)
                            .replace("NAME", name)
                            .replace("APP", app));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void notReady(JsonNode pod) {
        for (var condition : pod.at("/status/conditions")) {
            if (!condition.path("type").asText().endsWith("Ready")) continue;
            ((ObjectNode) condition)
                    .put("status", "False")
                    .put("reason", "ContainersNotReady")
                    .put("message", "containers with unready status: [florin]");
        }
        ((ObjectNode) pod.at("/status/containerStatuses/0")).put("ready", false);
    }

    private static void terminated(ObjectNode state) {
        state.putObject("terminated")
                .put("exitCode", 1)
                .put("reason", "Error")
                .put("startedAt", "2026-11-26T09:15:03Z")
                .put("finishedAt", "2026-11-26T09:15:06Z")
                .put("containerID", "containerd://5f0b1a2c3d4e5f60");
    }
}
