package io.florin.persistence.request;

import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequest.State;
import io.florin.protocol.request.MoneyRequests.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a word about a request does to it. */
sealed interface Verdict {
    /** The request becomes this. */
    record Becomes(
            State state,
            int attempt,
            @Nullable Instant answeredAt,
            @Nullable String answeredBy,
            @Nullable Refusal outcome)
            implements Verdict {}

    record AlreadySo() implements Verdict {}

    record Finished() implements Verdict {}

    static Verdict ofAnswer(MoneyRequest request, Answer answer, String by, Instant at) {
        return switch (request.state()) {
            case PENDING ->
                    switch (answer) {
                        case ACCEPTED ->
                                new Becomes(State.ACCEPTED, request.attempt() + 1, at, by, null);
                        case REJECTED ->
                                new Becomes(State.REJECTED, request.attempt(), at, by, null);
                    };
            case ACCEPTED, DONE -> repeatOrNot(answer == Answer.ACCEPTED, request, by);
            case REJECTED -> repeatOrNot(answer == Answer.REJECTED, request, by);
        };
    }

    private static Verdict repeatOrNot(boolean isSame, MoneyRequest request, String by) {
        return isSame && by.equals(request.answeredBy()) ? new AlreadySo() : new Finished();
    }

    /** With a refusal the attempt has failed, without one it has succeeded. */
    static Verdict ofOutcome(MoneyRequest request, int attempt, @Nullable Refusal outcome) {
        if (attempt != request.attempt()) return new Finished();
        return switch (request.state()) {
            case ACCEPTED ->
                    outcome == null
                            ? new Becomes(
                                    State.DONE,
                                    attempt,
                                    request.answeredAt(),
                                    request.answeredBy(),
                                    null)
                            : new Becomes(State.PENDING, attempt, null, null, outcome);
            case DONE -> outcome == null ? new AlreadySo() : new Finished();
            case PENDING ->
                    outcome != null && outcome == request.outcome()
                            ? new AlreadySo()
                            : new Finished();
            case REJECTED -> new Finished();
        };
    }
}
