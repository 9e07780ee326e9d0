package io.florin.protocol.notification;

import java.util.concurrent.CompletionStage;

/** The door to whatever delivers messages to people. */
public interface Notifications {
    /** Whether there is a way to deliver anything; without one no code is made. */
    boolean canDeliver();

    /**
     * Hands over a one-time code for a subject (an e-mail, a phone number). Completes when the
     * message is in safe hands, not when it has arrived.
     */
    CompletionStage<Void> deliverCode(String app, String purpose, String subject, String code);
}
