/**
 * The embedded default: one command starts a real PostgreSQL and real nodes. {@link
 * io.florin.sandbox.Florin} is the command line, {@link io.florin.sandbox.Up} what it mostly runs.
 */
@NullMarked
package io.florin.sandbox;

import org.jspecify.annotations.NullMarked;
