package io.florin.protocol.notification;

import java.util.concurrent.CompletionStage;

/** The door to whatever delivers messages to people. */
public interface Notifications {
    /** Whether the app has a way to deliver anything; without one no code is made. */
    boolean canDeliver(String app);

    /**
     * Hands over a one-time code. Completes when the message is in safe hands, not when it has
     * arrived. The same code again is delivered once, or again, as the way to deliver has it.
     */
    CompletionStage<Void> deliver(CodeNotice notice);
}
