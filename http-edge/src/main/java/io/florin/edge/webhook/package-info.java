/**
 * {@code POST /webhooks/{provider}}: {@link io.florin.edge.webhook.WebhookRoutes} verifies what
 * providers send on its raw bytes, reads what it is about, and answers when it is stored. Work
 * comes later, and elsewhere.
 */
@NullMarked
package io.florin.edge.webhook;

import org.jspecify.annotations.NullMarked;
