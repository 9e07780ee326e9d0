/**
 * Payments and payouts as they stand: {@link io.florin.persistence.payment.PaymentTable} and {@link
 * io.florin.persistence.payment.PayoutTable}. A change says from which state, so that of two at
 * once one is lost; a payment is written with the job that asks the provider for it, in one
 * transaction.
 */
@NullMarked
package io.florin.persistence.payment;

import org.jspecify.annotations.NullMarked;
