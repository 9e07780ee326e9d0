package io.florin.node.job;

import io.florin.persistence.job.Settling;

/** Carries out what was chosen with the end of a job, where a door has written it. */
@FunctionalInterface
public interface Settles {
    void settle(Settling settling);

    /** Something may have been written in this node's name, unheard: it is looked for. */
    default void doubt() {}
}
