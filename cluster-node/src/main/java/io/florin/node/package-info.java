/** The running thing: the composition root that wires actors, journal and edge. */
@NullMarked
package io.florin.node;

import org.jspecify.annotations.NullMarked;
