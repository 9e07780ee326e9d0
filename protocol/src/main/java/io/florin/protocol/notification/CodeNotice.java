package io.florin.protocol.notification;

import java.time.Instant;

/**
 * A one-time code on its way to a person. Prints everything but the code.
 *
 * @param id of the code; the same code again has the same
 * @param purpose what it is for
 * @param subject who gets it: an e-mail, a phone number
 * @param expiresAt from then on it is worth nothing
 */
public record CodeNotice(
        String id, String app, String purpose, String subject, String code, Instant expiresAt) {
    @Override
    public String toString() {
        return "CodeNotice[%s/%s, %s]".formatted(app, id, purpose);
    }
}
