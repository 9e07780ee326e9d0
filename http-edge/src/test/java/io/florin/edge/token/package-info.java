/** Tests of {@link io.florin.edge.token}. */
@NullMarked
package io.florin.edge.token;

import org.jspecify.annotations.NullMarked;
