/** Tests of {@link io.florin.edge.caller.Credentials} and its kin. */
@NullMarked
package io.florin.edge.caller;

import org.jspecify.annotations.NullMarked;
