/**
 * What providers told us, on a node: {@link io.florin.node.webhook.SqlWebhooks} is its door, and
 * lets events go when their work has long ended, once in the cluster.
 */
@NullMarked
package io.florin.node.webhook;

import org.jspecify.annotations.NullMarked;
