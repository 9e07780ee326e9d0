/**
 * Pekko Persistence on PostgreSQL. In a configuration:
 *
 * <pre>
 * pekko.persistence.journal.plugin = "florin.journal"
 * pekko.persistence.snapshot-store.plugin = "florin.snapshots"
 * florin.database.url = "jdbc:postgresql://127.0.0.1:5432/florin"
 * </pre>
 */
@NullMarked
package io.florin.persistence.journal;

import org.jspecify.annotations.NullMarked;
