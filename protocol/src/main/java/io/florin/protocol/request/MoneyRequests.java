package io.florin.protocol.request;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The door to requests for money. Who may ask and answer is the caller's to decide. A stage that
 * fails means that the database did not answer in time: a change may have happened then, and
 * repeating the call is safe.
 */
public interface MoneyRequests {
    /** How a request is answered. */
    enum Answer {
        ACCEPTED,
        REJECTED
    }

    /** A repeat of the id with the same fingerprint is done already, whatever came of it since. */
    CompletionStage<RequestReply> create(NewMoneyRequest request);

    CompletionStage<Optional<MoneyRequest>> find(String app, String id);

    /** Newest first. Fails with IllegalArgumentException on a cursor that is not ours. */
    CompletionStage<Page<MoneyRequest>> list(RequestFilter filter);

    /**
     * Answers a pending request. The same answer by the same person again is done already; any
     * other answer to an answered one is {@code REQUEST_FINISHED}.
     */
    CompletionStage<RequestReply> answer(
            String app, String id, Answer answer, String by, Instant at);

    /**
     * Tells what came of the transfer of an attempt. Without a refusal the request is done; with
     * one it is pending again and may be accepted once more. The same word again is done already; a
     * word about another attempt than the one under way is {@code REQUEST_FINISHED}.
     */
    CompletionStage<RequestReply> finish(
            String app, String id, int attempt, @Nullable Refusal outcome);
}
