/**
 * A real PostgreSQL in a folder of its own. {@link io.florin.sandbox.postgres.PostgresServer} is
 * the front class; the binaries come from Maven Central and are unpacked once.
 */
@NullMarked
package io.florin.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
