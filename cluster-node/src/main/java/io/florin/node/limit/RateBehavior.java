package io.florin.node.limit;

import io.florin.node.limit.RateMessage.Sweep;
import io.florin.node.limit.RateMessage.Take;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The actor around some of the counters. */
final class RateBehavior {
    private final Counters counters;
    private final InstantSource clock;

    private RateBehavior(Counters counters, InstantSource clock) {
        this.counters = counters;
        this.clock = clock;
    }

    static Behavior<RateMessage> create(LimitSettings settings, InstantSource clock) {
        return Behaviors.withTimers(timers -> {
            var every = Duration.ofMillis(settings.sweepEveryMillis());
            timers.startTimerWithFixedDelay(Sweep.SWEEP, every);
            var counters = new Counters(settings.maxSubjectsPerShard());
            return new RateBehavior(counters, clock).running();
        });
    }

    private Behavior<RateMessage> running() {
        return Behaviors.receiveMessage(message -> {
            switch (message) {
                case Take take -> answer(take);
                case Sweep _ -> counters.forget(clock.millis());
            }
            return Behaviors.same();
        });
    }

    private void answer(Take take) {
        var verdict =
                counters.take(
                        take.rule(), take.app(), take.subject(), take.count(), clock.millis());
        take.replyTo().tell(verdict);
    }
}
