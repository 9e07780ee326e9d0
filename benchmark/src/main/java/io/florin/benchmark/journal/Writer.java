package io.florin.benchmark.journal;

import java.time.Duration;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** Writes one event after another, each when the one before is stored, as long as its run lasts. */
final class Writer extends EventSourcedBehavior<WriterRun, Payload, Long> {
    private static final BackoffSupervisorStrategy RESTART =
            SupervisorStrategy.restartWithBackoff(
                    Duration.ofMillis(200), Duration.ofSeconds(2), 0.2);

    private final ActorContext<WriterRun> context;

    private Writer(PersistenceId id, ActorContext<WriterRun> context) {
        super(id, RESTART);
        this.context = context;
    }

    static Behavior<WriterRun> create(String entity) {
        return Behaviors.setup(context -> new Writer(PersistenceId.ofUniqueId(entity), context));
    }

    @Override
    public Long emptyState() {
        return 0L;
    }

    @Override
    public EventHandler<Long, Payload> eventHandler() {
        return (written, _) -> written + 1;
    }

    @Override
    public CommandHandler<WriterRun, Payload, Long> commandHandler() {
        return (written, run) -> {
            if (run.isOver()) {
                run.leave();
                return Effect().none();
            }
            return Effect()
                    .persist(run.event(written))
                    .thenRun(_ -> {
                        run.count();
                        context.getSelf().tell(run);
                    });
        };
    }
}
