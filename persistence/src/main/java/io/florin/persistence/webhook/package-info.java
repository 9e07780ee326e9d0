/**
 * What providers told us, each event once: {@link io.florin.persistence.webhook.WebhookTable}.
 * Storing one takes part in the caller's transaction, so that the job which works on it commits
 * with it.
 */
@NullMarked
package io.florin.persistence.webhook;

import org.jspecify.annotations.NullMarked;
