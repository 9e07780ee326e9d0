package io.florin.node.job;

import java.util.Optional;

/** Judges a payload when a job is submitted, so that a wrong one costs nobody a run. */
@FunctionalInterface
public interface PayloadCheck {
    PayloadCheck ANYTHING = _ -> Optional.empty();

    /** What is wrong with the JSON object, in a sentence for the caller; empty if nothing is. */
    Optional<String> fault(String payload);
}
