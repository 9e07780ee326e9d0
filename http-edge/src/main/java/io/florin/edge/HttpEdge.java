package io.florin.edge;

import io.florin.edge.identity.IdSource;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * The HTTP edge of a node: listens from {@link #start} until {@link #stop}. Knows only the doors
 * behind it.
 */
public final class HttpEdge {
    private final ServerBinding binding;
    private final EdgeSettings settings;

    private HttpEdge(ServerBinding binding, EdgeSettings settings) {
        this.binding = binding;
        this.settings = settings;
    }

    /**
     * Binds the port. The stage fails with an {@link EdgeNotStarted} that says in one sentence why
     * the port cannot be had.
     */
    public static CompletionStage<HttpEdge> start(
            ActorSystem<?> system,
            EdgeSettings settings,
            Doors doors,
            InstantSource clock,
            IdSource ids) {
        return Http.get(system)
                .newServerAt(settings.host(), settings.port())
                .bindSync(_ -> HttpResponse.create().withStatus(503))
                .thenApply(binding -> new HttpEdge(binding, settings));
    }

    /** Where it listens, with the port it got. */
    public InetSocketAddress address() {
        return binding.localAddress();
    }

    /** Takes no more connections; those that exist go on. */
    public CompletionStage<Done> unbind() {
        return binding.unbind();
    }

    /** Takes no more, and lets what is under way end within the stop time-out. */
    public CompletionStage<Done> stop() {
        return binding.terminate(Duration.ofMillis(settings.bounds().stopTimeoutMillis()))
                .thenApply(_ -> Done.getInstance());
    }
}
