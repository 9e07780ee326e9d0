/**
 * How Florin says no over HTTP (RFC 9457): a {@link io.florin.edge.problem.Problem} from a refusal,
 * its status and bytes from {@link io.florin.edge.problem.Problems}.
 */
@NullMarked
package io.florin.edge.problem;

import org.jspecify.annotations.NullMarked;
