/**
 * Messages to people: until something delivers them, {@link
 * io.florin.node.notification.LogNotifications} writes them to the log, where that is wanted.
 */
@NullMarked
package io.florin.node.notification;

import org.jspecify.annotations.NullMarked;
