/**
 * The ids in the log, here and in whatever stands on this module: {@link
 * io.florin.persistence.trace.LogTrace}.
 */
@NullMarked
package io.florin.persistence.trace;

import org.jspecify.annotations.NullMarked;
