/**
 * The door to requests for money over their table: {@link io.florin.node.request.SqlMoneyRequests}.
 */
@NullMarked
package io.florin.node.request;

import org.jspecify.annotations.NullMarked;
