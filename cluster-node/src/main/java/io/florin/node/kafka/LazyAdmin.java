package io.florin.node.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's administrative client, made when it can be: Kafka's clients refuse to exist while the
 * names of its servers cannot be resolved.
 */
final class LazyAdmin {
    private final KafkaSettings settings;
    private @Nullable Admin admin;

    private LazyAdmin(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Tries at once, to find out about settings that no client can live with.
     *
     * @throws IllegalArgumentException with a sentence
     */
    static LazyAdmin of(KafkaSettings settings) {
        var lazy = new LazyAdmin(settings);
        try {
            lazy.get();
        } catch (KafkaException e) {
            var causes = Stream.<Throwable>iterate(e, c -> c != null, Throwable::getCause).toList();
            if (causes.stream().noneMatch(LazyAdmin::isUnresolved)) {
                throw new IllegalArgumentException(
                        "%s cannot be used, correct it: %s"
                                .formatted(
                                        ClientProperties.PATH,
                                        causes.stream()
                                                .skip(1)
                                                .map(Throwable::getMessage)
                                                .collect(Collectors.joining(": "))),
                        e);
            }
        }
        return lazy;
    }

    private static boolean isUnresolved(Throwable cause) {
        return cause instanceof ConfigException
                && String.valueOf(cause.getMessage()).contains("bootstrap");
    }

    synchronized Admin get() {
        if (admin == null) {
            var properties = new HashMap<String, Object>(settings.client().values());
            properties.put("bootstrap.servers", settings.bootstrapServers());
            properties.put("request.timeout.ms", settings.waits().requestTimeoutMillis());
            properties.put("default.api.timeout.ms", settings.waits().requestTimeoutMillis());
            admin = Admin.create(properties);
        }
        return admin;
    }

    synchronized void close(Duration limit) {
        if (admin != null) admin.close(limit);
    }
}
