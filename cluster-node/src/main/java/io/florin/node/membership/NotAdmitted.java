package io.florin.node.membership;

import org.apache.pekko.actor.CoordinatedShutdown;

/** Why a node that had started ends; {@code application.conf} says with which status. */
record NotAdmitted(String sentence) implements CoordinatedShutdown.Reason {}
