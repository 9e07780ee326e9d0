/**
 * The way to PostgreSQL. {@link io.florin.persistence.database.Database} is the front: it checks
 * the server, migrates the schema, opens the era and lends connections to lambdas; whoever wants a
 * connection asks it. {@link io.florin.persistence.database.DatabaseException} says what a failure
 * means for the caller: refused, certainly not done, or unknown.
 *
 * <p>Two pools with their own time limits: the journal's writers (2 s) and everybody else (5 s).
 * Settings are under {@code florin.database} ({@link
 * io.florin.persistence.database.DatabaseSettings}).
 */
@NullMarked
package io.florin.persistence.database;

import org.jspecify.annotations.NullMarked;
