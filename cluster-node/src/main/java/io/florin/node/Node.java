package io.florin.node;

import com.typesafe.config.Config;
import io.florin.edge.HttpEdge;
import io.florin.node.membership.Candidate;
import io.florin.node.membership.Gate;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One node, from its start to its end. */
public final class Node {
    private final ActorSystem<Void> system;
    private final Optional<HttpEdge> edge;

    private Node(ActorSystem<Void> system, Optional<HttpEdge> edge) {
        this.system = system;
        this.edge = edge;
    }

    /** Blocks until the node listens; it is ready when it says so at /ready of its management. */
    public static Node start(Config config) throws NodeNotStarted {
        return start(config, Seams.NONE);
    }

    /** The same, with something of the caller's at the seams. */
    public static Node start(Config config, Seams seams) throws NodeNotStarted {
        ActorSystem<Void> system = null;
        try {
            var settings = NodeSettings.from(config);
            var candidate = Candidate.from(config, settings.apps());
            Gate.pass(candidate, config, seams.clock());
            system = ActorSystem.create(Behaviors.empty(), "florin", candidate.tell(config));
            return new Node(system, new Composition(system, settings, seams).start());
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            if (system != null) system.terminate();
            throw new NodeNotStarted("The node cannot start: " + sentence(e), e);
        } catch (LinkageError e) {
            // A program that lacks a part of itself must not stay half started.
            if (system != null) system.terminate();
            throw new NodeNotStarted("The node is not built completely: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeNotStarted("The node was interrupted while it started.", e);
        }
    }

    private static String sentence(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    public ActorSystem<Void> system() {
        return system;
    }

    /** Where clients call; empty without the role. */
    public Optional<HttpEdge> edge() {
        return edge;
    }
}
