package io.florin.edge;

import com.typesafe.config.ConfigFactory;
import io.florin.edge.problem.ProtocolErrors;
import io.florin.edge.webhook.RefusedMessages;
import io.florin.protocol.request.MoneyRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/**
 * The HTTP edge of a node: listens from {@link #start} until {@link #stop}. Knows only the doors
 * behind it.
 */
public final class HttpEdge {
    /** The last responses get so long to reach the network before connections are ended. */
    private static final long FLUSH_MILLIS = 100;

    private final ServerBinding binding;
    private final Routes routes;
    private final Duration stopTimeout;

    private HttpEdge(ServerBinding binding, Routes routes, Duration stopTimeout) {
        this.binding = binding;
        this.routes = routes;
        this.stopTimeout = stopTimeout;
    }

    /**
     * Reads the signing keys and binds the port. The stage fails with an {@link EdgeNotStarted}
     * that says in one sentence why the port cannot be had.
     */
    public static CompletionStage<HttpEdge> start(
            ActorSystem<?> system, EdgeSettings settings, Doors doors, Sources sources) {
        var routes = new Routes(system, settings, doors, sources);
        return routes.start().thenCompose(_ -> bind(system, settings, routes));
    }

    private static CompletionStage<HttpEdge> bind(
            ActorSystem<?> system, EdgeSettings settings, Routes routes) {
        var stopTimeout = Duration.ofMillis(settings.bounds().stopTimeoutMillis());
        return Http.get(system)
                .newServerAt(settings.host(), settings.port())
                .withSettings(serverSettings(system, settings.bounds()))
                .bind(routes::respond)
                .handle((binding, failure) -> {
                    if (failure == null) return new HttpEdge(binding, routes, stopTimeout);
                    throw new CompletionException(notStarted(settings, failure));
                });
    }

    private static EdgeNotStarted notStarted(EdgeSettings settings, Throwable failure) {
        return new EdgeNotStarted(
                "Cannot listen on %s:%d, probably because something else does: end it, or set %s"
                                .formatted(settings.host(), settings.port(), EdgeSettings.PATH)
                        + ".port to a free port.",
                failure);
    }

    /**
     * The server's own time-out on requests is off: every answer is bounded by the edge, which
     * knows whether silence means 202 or 503. Bodies are bounded per call. Headers stay as they
     * were sent: the edge reads their texts, and an access token was half of all parsing. Pekko
     * remembers values to know them again; what is another with every caller or call, such as a
     * credential or an idempotency key, is only looked for in vain, and better not kept.
     */
    static ServerSettings serverSettings(ActorSystem<?> system, EdgeBounds bounds) {
        var server =
                """
                server-header = ""
                request-timeout = infinite
                idle-timeout = %d ms
                max-connections = %d
                remote-address-attribute = on
                transparent-head-requests = on
                parsing {
                  max-content-length = infinite
                  modeled-header-parsing = off
                  illegal-header-warnings = off
                  error-logging-verbosity = off
                  error-handler = %s
                  header-cache {
                    Authorization = 0, authorization = 0
                    X-Api-Key = 0, x-api-key = 0
                    Idempotency-Key = 0, idempotency-key = 0
                    traceparent = 0
                  }
                }
                """
                        .formatted(
                                bounds.idleTimeoutMillis(),
                                bounds.maxConnections(),
                                ProtocolErrors.class.getName());
        return ServerSettings.create(
                ConfigFactory.parseString(server)
                        .atPath("pekko.http.server")
                        .withFallback(system.settings().config()));
    }

    /** Where it listens, with the port it got. */
    public InetSocketAddress address() {
        return binding.localAddress();
    }

    /**
     * Goes on with an accepted request for money that somebody has left behind: the same money
     * under the same name, so who was there first has decided. The stage completes when it was
     * tried.
     */
    public CompletionStage<Void> goOn(MoneyRequest accepted) {
        return routes.goOn(accepted);
    }

    /** How many messages were refused at the addresses of providers, since the start. */
    public Map<RefusedMessages.Cause, Long> refusedWebhooks() {
        return routes.refusedMessages().counts();
    }

    /** How many answers go on, such as the events of a job. */
    public int openStreams() {
        return routes.openStreams();
    }

    /** Takes no more connections; those that exist end with their next answer. */
    public CompletionStage<Done> unbind() {
        routes.leave();
        return binding.unbind();
    }

    /**
     * Takes no more, and lets what is under way end within the stop time-out. Pekko's own end of a
     * connection drops a response that was given but is not written yet, so it comes only when all
     * are given and have had time to be written.
     */
    public CompletionStage<Done> stop() {
        var drained = routes.drained().toCompletableFuture().copy();
        var flushed = CompletableFuture.delayedExecutor(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        return binding.unbind()
                .thenCompose(_ ->
                        drained.completeOnTimeout(
                                null, stopTimeout.toMillis(), TimeUnit.MILLISECONDS))
                .thenComposeAsync(_ -> binding.terminate(stopTimeout), flushed)
                .thenApply(_ -> {
                    routes.close();
                    return Done.getInstance();
                });
    }
}
