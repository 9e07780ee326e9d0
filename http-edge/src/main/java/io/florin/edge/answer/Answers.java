package io.florin.edge.answer;

import io.florin.edge.json.Field;
import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Unfit;
import io.florin.edge.problem.Cause;
import io.florin.edge.problem.Problem;
import io.florin.edge.problem.Problems;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The response of every reply, of a wallet or of the read side. */
public record Answers(Problems problems) {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    public static final HttpHeader REPLAYED = RawHeader.create("Idempotent-Replayed", "true");

    private enum Doubt {
        PENDING
    }

    /** What a 202 says; its Location says where to ask. */
    public static final Shape PENDING =
            Shape.of(
                    "Pending",
                    Field.optional("id", LedgerTypes.ID, "What was asked for."),
                    Field.required("state", Words.type(Doubt.PENDING), "Not known in time."));

    /** Of a command: what is done has the status; in doubt, the address is where to ask. */
    public HttpResponse command(WalletReply reply, int status, Address address) {
        return switch (reply) {
            case Done(var answer, var replayed) -> done(answer, status, replayed);
            case Denied(var denial, var replayed) -> {
                var response = problems.response(Problem.of(denial));
                yield replayed ? response.addHeader(REPLAYED) : response;
            }
            case NotTaken(var why) -> problems.response(Problem.of(why));
            case InDoubt() -> pending(address);
        };
    }

    private static HttpResponse done(Answer answer, int status, boolean replayed) {
        var response = json(status, AnswerJson.of(answer));
        if (status == 201) response = response.addHeader(location(Address.of(answer)));
        return replayed ? response.addHeader(REPLAYED) : response;
    }

    /** Not known in time; where to ask. */
    public static HttpResponse pending(Address address) {
        var body =
                JsonObject.with()
                        .text("id", address.id())
                        .text("state", Words.of(Doubt.PENDING))
                        .build();
        return json(202, body).addHeader(location(address));
    }

    private static HttpHeader location(Address address) {
        return RawHeader.create("Location", address.location());
    }

    /** Of a query: silence means only that there is no answer now. */
    public HttpResponse query(WalletReply reply) {
        return switch (reply) {
            case Done(var answer, _) -> json(200, AnswerJson.of(answer));
            case Denied(var denial, _) -> problems.response(Problem.of(denial));
            case NotTaken(var why) -> problems.response(Problem.of(why));
            case InDoubt() -> silent();
        };
    }

    /**
     * Of a read: a failure means that the read side did not answer in time, unless it is an {@link
     * Unfit}.
     */
    public <T> CompletionStage<HttpResponse> read(
            CompletionStage<T> stage, Function<T, HttpResponse> render) {
        return stage.handle((value, failure) -> {
            if (failure == null) return render.apply(value);
            var cause = Cause.of(failure);
            if (cause instanceof Unfit unfit) return problems.response(Problem.of(unfit));
            LOG.warn("The read side failed: {}", cause.toString());
            return silent();
        });
    }

    /** The same where more is asked after the read. */
    public <T> CompletionStage<HttpResponse> readThen(
            CompletionStage<T> stage, Function<T, CompletionStage<HttpResponse>> then) {
        return stage.thenCompose(then)
                .exceptionally(failure -> {
                    LOG.warn("The read side failed: {}", Cause.of(failure).toString());
                    return silent();
                });
    }

    private HttpResponse silent() {
        return problems.response(
                Problem.of(Refusal.UNAVAILABLE, "There was no answer in time; ask again."));
    }

    public static HttpResponse json(int status, JsonObject body) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, JsonBytes.of(body)));
    }
}
