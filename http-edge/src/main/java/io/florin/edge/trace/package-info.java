/**
 * Which request a line of the log is about: {@link io.florin.edge.trace.RequestTrace} knows it by
 * its ids, the client's own if it sends them as W3C Trace Context has it.
 */
@NullMarked
package io.florin.edge.trace;

import org.jspecify.annotations.NullMarked;
