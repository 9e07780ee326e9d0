package io.florin.protocol.job;

import io.florin.protocol.account.Text;

/**
 * Why a try failed, or a job is dead. The code is stable, in lower case with underscores; the
 * message is for a person and has no secret in it. Both may be a provider's words: what cannot be
 * stored is replaced.
 */
public record JobError(String code, String message) {
    public static final int MAX_MESSAGE_CHARS = 2_000;

    public JobError {
        code = Text.storable(code);
        if (message.length() > MAX_MESSAGE_CHARS) {
            message = message.substring(0, MAX_MESSAGE_CHARS);
        }
        message = Text.storable(message);
    }
}
