package io.florin.node.membership;

import java.util.Optional;

/**
 * How a node stands among the others.
 *
 * @param entered whether it is a member, and nobody spoke against that
 * @param trouble one sentence about what is wrong now, if anything is
 * @param clockIsRight whether its clock is near the database's
 * @param clock a sentence about that
 */
public record Standing(
        boolean entered, Optional<String> trouble, boolean clockIsRight, String clock) {
    static final Standing UNKNOWN =
            new Standing(false, Optional.empty(), true, "It was not compared yet.");
}
