/**
 * Money that comes in from customers and goes out to banks through providers: {@link
 * io.florin.edge.payment.PaymentRoutes} and {@link io.florin.edge.payment.PayoutRoutes}.
 */
@NullMarked
package io.florin.edge.payment;

import org.jspecify.annotations.NullMarked;
