package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** Hears what is told to it, in order. */
final class Ear<M> {
    private final TestProbe<M> probe;
    private final M mark;

    /** {@code mark}: something that only we can say. */
    Ear(TestProbe<M> probe, M mark) {
        this.probe = probe;
        this.mark = mark;
    }

    ActorRef<M> ref() {
        return probe.getRef();
    }

    M hears() {
        return probe.receiveMessage();
    }

    /** Nothing more was told to it until now: our own word is the next. */
    void hasHeardNothingMore() {
        ref().tell(mark);
        assertThat(hears()).isSameAs(mark);
    }
}
