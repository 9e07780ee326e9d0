package io.florin.node.kafka;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthenticationException;

/** Kafka did not do what it was asked; the message is one sentence for the operator. */
public final class KafkaTrouble extends RuntimeException {
    KafkaTrouble(String sentence) {
        super(sentence);
    }

    private KafkaTrouble(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What Kafka said about the servers of these settings. */
    static KafkaTrouble of(Throwable failure, KafkaSettings settings) {
        var cause = rootOf(failure);
        if (cause instanceof KafkaTrouble trouble) return trouble;
        var servers = settings.bootstrapServers();
        return switch (cause) {
            case org.apache.kafka.common.errors.TimeoutException _, TimeoutException _ ->
                    new KafkaTrouble("Kafka at " + servers + " does not answer.", cause);
            case AuthenticationException _ ->
                    new KafkaTrouble(
                            "Kafka at %s does not accept %s: %s"
                                    .formatted(servers, ClientProperties.PATH, cause.getMessage()),
                            cause);
            default -> new KafkaTrouble("Kafka at %s failed: %s".formatted(servers, cause), cause);
        };
    }

    static Throwable rootOf(Throwable failure) {
        var cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
