/**
 * Journals alone: the same persistent actors with the same bytes on ours and on the stock
 * pekko-persistence-jdbc. {@link io.florin.benchmark.journal.JournalBenchmark} compares them.
 */
@NullMarked
package io.florin.benchmark.journal;

import org.jspecify.annotations.NullMarked;
