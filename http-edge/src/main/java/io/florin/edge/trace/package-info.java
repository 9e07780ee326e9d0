/**
 * Which request a line of the log is about: {@link io.florin.edge.trace.Traces} gives each request
 * its {@link io.florin.edge.trace.Trace}, the client's own if it sends one as W3C Trace Context has
 * it.
 */
@NullMarked
package io.florin.edge.trace;

import org.jspecify.annotations.NullMarked;
