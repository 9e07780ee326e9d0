package io.florin.edge;

import io.florin.edge.identity.IdSource;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;

/** What the edge runs on. */
record Surroundings(ActorSystem<?> system, InstantSource clock, IdSource ids) {}
