/**
 * A real PostgreSQL for tests: {@link io.florin.persistence.testing.PostgresExtension} gives each
 * test class a database of its own, {@link io.florin.persistence.testing.PostgresServer} can be
 * stopped, started and made to lose connections.
 */
@NullMarked
package io.florin.persistence.testing;

import org.jspecify.annotations.NullMarked;
