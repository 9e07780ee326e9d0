package io.florin.node.ai;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a kind makes of a model's answer. */
sealed interface Judgement {
    /** The job's result. */
    record Good(ObjectNode result) implements Judgement {}

    /** What the user wants is nothing for us: the money goes back. */
    record Unsuitable(String reason) implements Judgement {}

    /** The answer is not what was asked for: another may be. */
    record Unreadable(String why) implements Judgement {}
}
