package io.florin.edge.payment;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.json.JsonObject;
import io.florin.edge.problem.Problem;
import io.florin.protocol.payment.Taking;
import io.florin.protocol.payment.Taking.Denied;
import io.florin.protocol.payment.Taking.InDoubt;
import io.florin.protocol.payment.Taking.NotTaken;
import io.florin.protocol.payment.Taking.Taken;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The response of every reply of the door to payments. */
record Replies(Answers answers) {
    /** What was taken has the status; in doubt, the address is where to ask. */
    <T> CompletionStage<HttpResponse> of(
            CompletionStage<Taking<T>> taking,
            int status,
            Address address,
            Function<T, JsonObject> render) {
        return answers.read(
                taking,
                reply ->
                        switch (reply) {
                            case Taken<T>(var value, var replayed) ->
                                    replayed(Answers.json(status, render.apply(value)), replayed);
                            case Denied<T>(var denial, var replayed) ->
                                    replayed(
                                            answers.problems().response(Problem.of(denial)),
                                            replayed);
                            case NotTaken<T>(var why) ->
                                    answers.problems().response(Problem.of(why));
                            case InDoubt<T>() -> Answers.pending(address);
                        });
    }

    private static HttpResponse replayed(HttpResponse response, boolean replayed) {
        return replayed ? response.addHeader(Answers.REPLAYED) : response;
    }

    static Address payment(String id) {
        return new Address(id, "/v1/payments/" + id);
    }

    static Address payout(String id) {
        return new Address(id, "/v1/payouts/" + id);
    }
}
