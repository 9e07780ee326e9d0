/**
 * Kafka as this node uses it: {@link io.florin.node.kafka.Kafka} is the front class. Topics are
 * made and kept by the program, records are published within a bound of time and number, and a
 * Kafka that is away degrades the node's health and nothing else: what is true is in PostgreSQL.
 */
@NullMarked
package io.florin.node.kafka;

import org.jspecify.annotations.NullMarked;
