/**
 * What providers tell us: a {@link io.florin.protocol.webhook.WebhookEvent}, stored once through
 * the door {@link io.florin.protocol.webhook.Webhooks} before the provider hears that it arrived.
 */
@NullMarked
package io.florin.protocol.webhook;

import org.jspecify.annotations.NullMarked;
