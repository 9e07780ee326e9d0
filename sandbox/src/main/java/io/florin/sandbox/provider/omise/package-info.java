/**
 * Omise, as far as a wallet needs it: charges with cards and PromptPay, refunds, transfers, search,
 * events and signed webhooks. There is no idempotency: who asks twice, pays twice. {@link
 * io.florin.sandbox.provider.omise.OmiseSimulator} puts the layers together.
 */
@NullMarked
package io.florin.sandbox.provider.omise;

import org.jspecify.annotations.NullMarked;
