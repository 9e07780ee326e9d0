/**
 * How doors call what blocks: {@link io.florin.node.calls.BlockingCalls}, so many at once and no
 * more.
 */
@NullMarked
package io.florin.node.calls;

import org.jspecify.annotations.NullMarked;
