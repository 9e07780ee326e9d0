package io.florin.node.job;

import io.florin.persistence.job.Fence;
import io.florin.persistence.job.RunEnd;
import java.time.Duration;

/** What is to be written when a run is over. */
sealed interface Over {
    record Ended(RunEnd end) implements Over {}

    /** It was not done, and nobody's fault: it runs again after a while, elsewhere perhaps. */
    record GivenBack(Fence fence, Duration after) implements Over {}

    /** The job is not the run's any more. */
    record Lost() implements Over {}
}
