/**
 * Asking for money: a user asks another for a payment, or an operator for a refund, behind the door
 * {@link io.florin.protocol.request.MoneyRequests}. A request moves no money itself: whoever
 * accepts one makes the transfer, and then tells the request how that went.
 */
@NullMarked
package io.florin.protocol.request;

import org.jspecify.annotations.NullMarked;
