/**
 * What the simulators of Stripe, Omise and OpenAI share: {@link
 * io.florin.sandbox.provider.ProviderServer} listens on loopback, {@link
 * io.florin.sandbox.provider.Faulty} misbehaves as it is told, {@link
 * io.florin.sandbox.provider.ObjectStore} keeps what the provider knows over restarts, {@link
 * io.florin.sandbox.provider.Webhooks} tells the customer, and {@link
 * io.florin.sandbox.provider.Admin} lets a test arm faults and count effects.
 */
@NullMarked
package io.florin.sandbox.provider;

import org.jspecify.annotations.NullMarked;
