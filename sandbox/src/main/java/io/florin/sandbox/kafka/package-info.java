/**
 * A real Kafka in a folder of its own. {@link io.florin.sandbox.kafka.KafkaBroker} is the broker
 * inside this process, for tests and benchmarks; {@link io.florin.sandbox.kafka.KafkaProcess} has
 * it in a process of its own, as {@code ./florin up} does: Kafka halts the process it is in when it
 * cannot go on.
 */
@NullMarked
package io.florin.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
