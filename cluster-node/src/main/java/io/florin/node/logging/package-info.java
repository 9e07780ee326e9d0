/**
 * The lines of the log: {@link io.florin.node.logging.LineEncoder}, named in {@code logback.xml},
 * writes each event as text or as JSON, and {@link io.florin.node.logging.Masks} sees to it that
 * nobody's secret is in it. {@link io.florin.node.logging.LogSettings} says which.
 */
@NullMarked
package io.florin.node.logging;

import org.jspecify.annotations.NullMarked;
