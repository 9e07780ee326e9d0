/**
 * HTTP and nothing else. {@link io.florin.edge.HttpEdge} starts and stops it, {@link
 * io.florin.edge.EdgeSettings} bounds it, {@link io.florin.edge.Doors} is all it knows of the rest.
 */
@NullMarked
package io.florin.edge;

import org.jspecify.annotations.NullMarked;
