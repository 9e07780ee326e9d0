/** Tests of {@link io.florin.edge.identity.IdSource} and its kin. */
@NullMarked
package io.florin.edge.identity;

import org.jspecify.annotations.NullMarked;
