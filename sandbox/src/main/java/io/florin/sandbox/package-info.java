/** The embedded default: one command starts a real PostgreSQL and a real node. */
@NullMarked
package io.florin.sandbox;

import org.jspecify.annotations.NullMarked;
