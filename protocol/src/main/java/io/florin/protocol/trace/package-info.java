/**
 * Which request a piece of work belongs to, from the edge to the provider that a job calls: {@link
 * io.florin.protocol.trace.Trace} is W3C Trace Context in three words.
 */
@NullMarked
package io.florin.protocol.trace;

import org.jspecify.annotations.NullMarked;
