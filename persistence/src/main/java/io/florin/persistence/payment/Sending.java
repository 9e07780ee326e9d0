package io.florin.persistence.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who may have sent a request to the provider last.
 *
 * @param attempt of the job; 0: none yet
 * @param sender the process; null: the request has certainly not left
 */
public record Sending(int attempt, @Nullable String sender, @Nullable Instant at) {}
