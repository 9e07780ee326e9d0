/**
 * Messages to people. {@link io.florin.node.notification.CodeNotifications} is the front: a code
 * becomes a job that holds it sealed, and the job one signed request to whoever the app has named,
 * who sends the mail or the text message. Without one it is written to the log, where that is
 * wanted.
 */
@NullMarked
package io.florin.node.notification;

import org.jspecify.annotations.NullMarked;
