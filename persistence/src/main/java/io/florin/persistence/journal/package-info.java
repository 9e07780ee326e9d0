/**
 * Pekko Persistence on PostgreSQL, in plain JDBC. The plugins are made from configuration alone:
 *
 * <pre>
 * pekko.persistence.journal.plugin = "florin.journal"            # PostgresJournal
 * pekko.persistence.snapshot-store.plugin = "florin.snapshots"   # PostgresSnapshots
 * florin.database.url = "jdbc:postgresql://127.0.0.1:5432/florin"
 * florin.database.user = "florin"
 * florin.database.password = ""
 * </pre>
 *
 * <p>{@link io.florin.persistence.journal.JournalEngine} is the front: one of them serves all
 * plugin actors of an actor system. The way of a write: {@link
 * io.florin.persistence.journal.PostgresJournal} takes Pekko's message, {@code Intake} serialises
 * it, {@code WriteQueue} holds it within bounds, {@code JournalWriter} stores what has gathered in
 * one statement ({@code JournalTable}) that commits by itself, {@code ChainHash} links it to the
 * entity's event before it, {@code Heads} remembers that link for the next one, {@code Notifier}
 * tells readers.
 *
 * <p>Easy to get wrong: a write that failed may have been stored ({@link
 * io.florin.persistence.journal.JournalException.Unknown}); after any failure the entity must
 * recover before it decides again, and until then its later writes are refused here.
 */
@NullMarked
package io.florin.persistence.journal;

import org.jspecify.annotations.NullMarked;
