/**
 * What an app's own systems are told, and where: {@link
 * io.florin.protocol.outbound.WebhookEndpoints} is the door. A message about an {@link
 * io.florin.protocol.outbound.EventType event} goes to every endpoint that wants it, each by a
 * delivery of its own. What providers tell us is another matter: package webhook.
 */
@NullMarked
package io.florin.protocol.outbound;

import org.jspecify.annotations.NullMarked;
