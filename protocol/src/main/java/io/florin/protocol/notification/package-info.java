/**
 * What reaches people outside of an answer: {@link io.florin.protocol.notification.Notifications}.
 */
@NullMarked
package io.florin.protocol.notification;

import org.jspecify.annotations.NullMarked;
