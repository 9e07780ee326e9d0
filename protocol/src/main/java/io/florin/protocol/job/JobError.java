package io.florin.protocol.job;

/**
 * Why a try failed, or a job is dead. The code is stable, in lower case with underscores; the
 * message is for a person and has no secret in it.
 */
public record JobError(String code, String message) {
    public static final int MAX_MESSAGE_CHARS = 2_000;

    public JobError {
        if (message.length() > MAX_MESSAGE_CHARS) {
            message = message.substring(0, MAX_MESSAGE_CHARS);
        }
    }
}
