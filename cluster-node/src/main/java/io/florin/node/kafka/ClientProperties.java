package io.florin.node.kafka;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Kafka's own clients by Kafka's names, such as security.protocol, sasl.jaas.config and
 * ssl.truststore.location. What Florin decides itself cannot be among them, nor what no client
 * knows: a slip of the pen would be ignored in silence.
 */
public record ClientProperties(Map<String, String> values) {
    static final String PATH = KafkaSettings.PATH + ".client";

    private static final Set<String> DECIDED =
            Set.of(
                    "bootstrap.servers",
                    "client.id",
                    "acks",
                    "enable.idempotence",
                    "transactional.id",
                    "linger.ms",
                    "delivery.timeout.ms",
                    "request.timeout.ms",
                    "default.api.timeout.ms",
                    "max.block.ms",
                    "group.id",
                    "group.instance.id",
                    "group.protocol",
                    "partition.assignment.strategy",
                    "session.timeout.ms",
                    "heartbeat.interval.ms",
                    "max.poll.records",
                    "auto.offset.reset",
                    "enable.auto.commit",
                    "allow.auto.create.topics",
                    "key.serializer",
                    "value.serializer",
                    "key.deserializer",
                    "value.deserializer");

    public ClientProperties {
        values = Map.copyOf(values);
        values.forEach(ClientProperties::requireValid);
    }

    private static void requireValid(String name, String value) {
        if (DECIDED.contains(name)) {
            throw new IllegalArgumentException(
                    "%s.%s is not for you to set: Florin decides it; remove it."
                            .formatted(PATH, name));
        }
        var key = key(name);
        if (key == null) {
            throw new IllegalArgumentException(
                    "%s.%s is no setting of Kafka's clients; correct its name."
                            .formatted(PATH, name));
        }
        try {
            var parsed = ConfigDef.parseType(name, value, key.type);
            if (key.validator != null) key.validator.ensureValid(name, parsed);
        } catch (ConfigException e) {
            // Kafka's own sentence has the value in it.
            var shown = isSecret(name) ? "a value that Kafka refuses" : "'" + value + "'";
            throw new IllegalArgumentException(
                    "%s.%s is %s; see Kafka's description of %s."
                            .formatted(PATH, name, shown, name));
        }
    }

    private static ConfigDef.@Nullable ConfigKey key(String name) {
        return Stream.of(
                        AdminClientConfig.configDef(),
                        ProducerConfig.configDef(),
                        ConsumerConfig.configDef())
                .map(def -> def.configKeys().get(name))
                .filter(key -> key != null)
                .findFirst()
                .orElse(null);
    }

    /** Kafka says itself what is a password. */
    private static boolean isSecret(String name) {
        var key = key(name);
        return key == null || key.type == ConfigDef.Type.PASSWORD;
    }

    static ClientProperties from(Config config) {
        var values = new TreeMap<String, String>();
        config.entrySet()
                .forEach(entry ->
                        values.put(
                                String.join(".", ConfigUtil.splitPath(entry.getKey())),
                                entry.getValue().unwrapped().toString()));
        return new ClientProperties(values);
    }

    /** Everything but the passwords. */
    @Override
    public String toString() {
        var shown = new TreeMap<>(values);
        shown.replaceAll((name, value) -> isSecret(name) ? "***" : value);
        return shown.toString();
    }
}
