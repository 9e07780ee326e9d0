/**
 * Stripe, as far as a wallet needs it: PaymentIntents, refunds, payouts, events, idempotency keys
 * and signed webhooks, in the paths and shapes of {@code stripe-java}. {@link
 * io.florin.sandbox.provider.stripe.StripeSimulator} puts the layers together.
 */
@NullMarked
package io.florin.sandbox.provider.stripe;

import org.jspecify.annotations.NullMarked;
