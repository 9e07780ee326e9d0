/** Tests of the edge through its whole route: {@link io.florin.edge.TestEdge}. */
@NullMarked
package io.florin.edge;

import org.jspecify.annotations.NullMarked;
