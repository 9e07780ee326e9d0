/**
 * The door to requests for money over their table: {@link io.florin.node.request.SqlMoneyRequests};
 * and {@link io.florin.node.request.RequestSweeper}, which leaves none of them half done.
 */
@NullMarked
package io.florin.node.request;

import org.jspecify.annotations.NullMarked;
