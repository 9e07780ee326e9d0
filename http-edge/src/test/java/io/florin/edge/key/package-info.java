/** Tests of {@link io.florin.edge.key.StoredKeys}. */
@NullMarked
package io.florin.edge.key;

import org.jspecify.annotations.NullMarked;
