/**
 * Money that comes in from, and goes out to, the world outside through a provider: a {@link
 * io.florin.protocol.payment.Payment} is asked for of a customer, a {@link
 * io.florin.protocol.payment.Payout} is sent away. {@link io.florin.protocol.payment.Payments} is
 * the door to both.
 */
@NullMarked
package io.florin.protocol.payment;

import org.jspecify.annotations.NullMarked;
