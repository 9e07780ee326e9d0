/**
 * Answers that go on: {@link io.florin.edge.stream.Streams} counts those that are open and ends
 * those whose clients do not read; an {@link io.florin.edge.stream.Event} is what one is made of,
 * as browsers know them (Server-Sent Events).
 */
@NullMarked
package io.florin.edge.stream;

import org.jspecify.annotations.NullMarked;
