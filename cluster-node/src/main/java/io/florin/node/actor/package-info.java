/**
 * What the actors of a node tell of themselves, without an agent and without a wrapper around each
 * message: the mailboxes of entities count, supervision's signals are counted where they arrive,
 * and one actor listens to dead letters and is asked how long it had to wait for its thread.
 */
@NullMarked
package io.florin.node.actor;

import org.jspecify.annotations.NullMarked;
