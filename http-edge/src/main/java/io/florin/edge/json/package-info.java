/**
 * JSON, strictly: {@link io.florin.edge.json.StrictJson} reads bytes, a {@link
 * io.florin.edge.json.Shape} says which fields an object may have and both checks and documents
 * them, {@link io.florin.edge.json.JsonBytes} writes. What does not fit is an {@link
 * io.florin.edge.json.Unfit}, and of several the first in the order of the refusals.
 */
@NullMarked
package io.florin.edge.json;

import org.jspecify.annotations.NullMarked;
