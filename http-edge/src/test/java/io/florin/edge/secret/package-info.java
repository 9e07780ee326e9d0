/** Tests of {@link io.florin.edge.secret}. */
@NullMarked
package io.florin.edge.secret;

import org.jspecify.annotations.NullMarked;
