/** Tests of {@link io.florin.edge.json.StrictJson} and its kin. */
@NullMarked
package io.florin.edge.json;

import org.jspecify.annotations.NullMarked;
