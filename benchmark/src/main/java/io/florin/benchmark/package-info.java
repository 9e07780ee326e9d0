/** Paired measurements on one machine; ships nowhere. */
@NullMarked
package io.florin.benchmark;

import org.jspecify.annotations.NullMarked;
