package io.florin.node.request;

import io.florin.protocol.request.MoneyRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has accepted requests for money gone on with that have been left behind, a page at a time and one
 * page after the other: after a node dies nobody has to confirm again. One in the cluster. Two at
 * once would do no harm: who goes on repeats the same transfer under the same name.
 */
public final class RequestSweeper extends AbstractBehavior<RequestSweeper.Message> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSweeper.class);

    sealed interface Message {}

    enum Sweep implements Message {
        SWEEP
    }

    private record Swept(List<MoneyRequest> page) implements Message {}

    private record Failed(Throwable cause) implements Message {}

    /** Finds what was accepted long enough ago, oldest first, behind the last one; blocks. */
    @FunctionalInterface
    public interface Finds {
        List<MoneyRequest> find(@Nullable MoneyRequest after, int limit);
    }

    /** Goes on with one; the stage completes when that was tried. */
    @FunctionalInterface
    public interface GoesOn {
        CompletionStage<Void> goOn(MoneyRequest accepted);
    }

    /** What a sweeper works with. */
    public record Tools(Finds finds, GoesOn goesOn, RequestSweep settings, Executor blocking) {}

    private final Tools tools;
    private @Nullable MoneyRequest last;
    private boolean sweeping;

    private RequestSweeper(
            ActorContext<Message> context, TimerScheduler<Message> timers, Tools tools) {
        super(context);
        this.tools = tools;
        timers.startTimerWithFixedDelay(
                Sweep.SWEEP, Duration.ofMillis(tools.settings().everyMillis()));
    }

    /** Begins on one of the nodes of the role, which are those that start it. */
    public static void start(ActorSystem<?> system, String role, Tools tools) {
        var settings = ClusterSingletonSettings.create(system).withRole(role);
        ClusterSingleton.get(system)
                .init(SingletonActor.of(create(tools), "request-sweeper").withSettings(settings));
    }

    static Behavior<Message> create(Tools tools) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new RequestSweeper(context, timers, tools)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Sweep.SWEEP -> {
                if (!sweeping) sweep();
            }
            case Swept(var page) -> {
                sweeping = false;
                boolean more = page.size() == tools.settings().requests();
                last = more ? page.getLast() : null;
            }
            case Failed(var cause) -> {
                sweeping = false;
                last = null;
                getContext().getLog().warn("Accepted requests wait on: {}", cause.toString());
            }
        }
        return this;
    }

    private void sweep() {
        sweeping = true;
        var after = last;
        int limit = tools.settings().requests();
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(
                                        () -> tools.finds().find(after, limit), tools.blocking())
                                .thenCompose(this::goOn),
                        (page, failure) -> failure == null ? new Swept(page) : new Failed(failure));
    }

    /** With all of a page at once: what one of them waits for, the others need not wait for. */
    private CompletionStage<List<MoneyRequest>> goOn(List<MoneyRequest> page) {
        var tried = page.stream().map(this::tried).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(tried).thenApply(_ -> page);
    }

    private CompletableFuture<Void> tried(MoneyRequest request) {
        return tools.goesOn()
                .goOn(request)
                .exceptionally(failure -> {
                    LOG.warn("Request {} waits on", request.id(), failure);
                    return null;
                })
                .toCompletableFuture();
    }
}
