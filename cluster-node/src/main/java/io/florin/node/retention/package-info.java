/**
 * Letting go of what was kept long enough, once in the cluster: {@link
 * io.florin.node.retention.Retention}.
 */
@NullMarked
package io.florin.node.retention;

import org.jspecify.annotations.NullMarked;
