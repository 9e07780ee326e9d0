package io.florin.edge.operation;

import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.StreamLimitReachedException;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** Reads request bodies inside their bounds. */
public record Bodies(ActorSystem<?> system, int maxBytes, int maxBulkBytes, Duration timeout) {
    /** The body's bytes; the stage fails with an {@link Unfit} inside. */
    CompletionStage<byte[]> read(HttpRequest request, boolean bulk) throws Unfit {
        var entity = request.entity();
        int bound = bulk ? maxBulkBytes : maxBytes;
        checkLength(entity, bound);
        if (!entity.isKnownEmpty()) checkType(entity);
        return collect(entity, bound, Refusal.JSON_MALFORMED);
    }

    /** The same of a body of any type. */
    CompletionStage<byte[]> readRaw(HttpRequest request, int bound) throws Unfit {
        checkLength(request.entity(), bound);
        return collect(request.entity(), bound, Refusal.BODY_INCOMPLETE);
    }

    private static void checkLength(RequestEntity entity, int bound) throws Unfit {
        OptionalLong length = entity.getContentLengthOption();
        if (length.isPresent() && length.getAsLong() > bound) throw tooLarge(bound);
    }

    private CompletionStage<byte[]> collect(RequestEntity entity, int bound, Refusal incomplete) {
        if (entity instanceof HttpEntity.Strict strict) {
            return CompletableFuture.completedFuture(strict.getData().toArrayUnsafe());
        }
        return entity.withoutSizeLimit()
                .getDataBytes()
                .limitWeighted(bound, chunk -> (long) chunk.size())
                .completionTimeout(timeout)
                .runFold(ByteString.emptyByteString(), ByteString::concat, system)
                .handleAsync(
                        (bytes, failure) -> {
                            if (failure == null) return bytes.toArrayUnsafe();
                            throw new CompletionException(unfit(failure, bound, incomplete));
                        },
                        system.executionContext());
    }

    /** Reads on, within the bound, what no answer waits for: else the connection would stall. */
    void discard(HttpRequest request) {
        if (request.entity() instanceof HttpEntity.Strict) return;
        request.entity()
                .withoutSizeLimit()
                .getDataBytes()
                .limitWeighted(maxBytes, chunk -> (long) chunk.size())
                .completionTimeout(timeout)
                .runWith(Sink.ignore(), system);
    }

    private static void checkType(RequestEntity entity) throws Unfit {
        var type = entity.getContentType().mediaType();
        if (!type.equals(MediaTypes.APPLICATION_JSON)) {
            throw new Unfit(
                    Refusal.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body with Content-Type: application/json, not %s."
                            .formatted(Unfit.printable(type.toString())));
        }
    }

    private Unfit unfit(Throwable failure, int bound, Refusal incomplete) {
        return switch (failure) {
            case StreamLimitReachedException _ -> tooLarge(bound);
            case TimeoutException _ ->
                    new Unfit(
                            incomplete,
                            "The body did not arrive within %d ms.".formatted(timeout.toMillis()));
            default -> new Unfit(incomplete, "The body broke off.");
        };
    }

    private static Unfit tooLarge(int bound) {
        return new Unfit(
                Refusal.BODY_TOO_LARGE,
                "The body is larger than the %d bytes that this call takes.".formatted(bound));
    }
}
