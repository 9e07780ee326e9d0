/**
 * Payments and payouts through providers, as jobs: {@link io.florin.node.payment.PaymentJobs} are
 * their handlers, {@link io.florin.node.payment.SqlPayments} is the door. What a provider says,
 * whoever hears it (an answer, a webhook, a look later), goes through one {@link
 * io.florin.node.payment.Machine}, so that words that are late, repeated or out of order do no
 * harm.
 */
@NullMarked
package io.florin.node.payment;

import org.jspecify.annotations.NullMarked;
