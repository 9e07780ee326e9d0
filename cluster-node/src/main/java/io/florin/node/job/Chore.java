package io.florin.node.job;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Something that one node of the cluster does again and again.
 *
 * @param every from the end of one time to the next
 * @param work blocks; true when there is more to do at once
 */
record Chore(String name, Duration every, BooleanSupplier work) {}
