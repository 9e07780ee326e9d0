package io.florin.node.kafka;

import com.typesafe.config.Config;
import java.util.List;

/**
 * How to reach Kafka, and the bounds of doing so; read from {@value #PATH}.
 *
 * @param bootstrapServers host:port, several with commas between
 * @param namePrefix begins the name of every topic and group, so that several Florins can share one
 *     cluster
 * @param client passed on to Kafka's clients
 * @param topics how they are made
 * @param publish the bounds of sending
 * @param consume the bounds of a member of a group
 * @param waits how long answers are waited for, and how often is looked
 */
public record KafkaSettings(
        String bootstrapServers,
        String namePrefix,
        ClientProperties client,
        Topic topics,
        Publish publish,
        Consume consume,
        Waits waits) {
    public static final String PATH = "florin.kafka";

    private static final String ADDRESS = "[A-Za-z0-9._-]+:[0-9]{1,5}|\\[[0-9A-Fa-f:]+]:[0-9]{1,5}";

    /**
     * The same for every topic.
     *
     * @param retentionHours records are deleted after this; the jobs they name are not
     */
    public record Topic(int partitions, int replicationFactor, int retentionHours) {
        public Topic {
            within("topics.partitions", partitions, 1, 1_000);
            within("topics.replication-factor", replicationFactor, 1, 10);
            within("topics.retention-hours", retentionHours, 1, 8_760);
        }
    }

    /**
     * The bounds of sending.
     *
     * @param deliveryTimeoutMillis after this a record that Kafka has not taken has failed
     * @param lingerMillis how long a record waits for company; 0: only while another request runs
     * @param maxInFlight records; the next fail at once
     */
    public record Publish(int deliveryTimeoutMillis, int lingerMillis, int maxInFlight) {
        public Publish {
            within("publish.delivery-timeout-millis", deliveryTimeoutMillis, 500, 60_000);
            within("publish.linger-millis", lingerMillis, 0, 100);
            within("publish.max-in-flight", maxInFlight, 1, 1_000_000);
        }
    }

    /**
     * The bounds of a group's member.
     *
     * @param sessionTimeoutMillis after this a silent member's partitions go to others; brokers
     *     refuse less than 6 s unless they are told otherwise
     */
    public record Consume(int sessionTimeoutMillis, int heartbeatMillis, int maxPollRecords) {
        public Consume {
            within("consume.session-timeout-millis", sessionTimeoutMillis, 1_000, 300_000);
            within("consume.heartbeat-millis", heartbeatMillis, 100, sessionTimeoutMillis / 3);
            within("consume.max-poll-records", maxPollRecords, 1, 10_000);
        }
    }

    /**
     * How long and how often.
     *
     * @param requestTimeoutMillis until a broker that does not answer is given up
     * @param lookEveryMillis between two looks at whether Kafka answers and has the topics
     */
    public record Waits(int requestTimeoutMillis, int lookEveryMillis) {
        public Waits {
            within("request-timeout-millis", requestTimeoutMillis, 200, 60_000);
            within("look-every-millis", lookEveryMillis, 100, 600_000);
        }
    }

    public KafkaSettings {
        if (!List.of(bootstrapServers.split(",", -1)).stream()
                .allMatch(address -> address.strip().matches(ADDRESS))) {
            throw new IllegalArgumentException(
                    "%s.bootstrap-servers is '%s': set it to host:port, or to several of them."
                            .formatted(PATH, bootstrapServers));
        }
        if (!namePrefix.matches("[A-Za-z0-9_-]{1,50}")) {
            throw new IllegalArgumentException(
                    "%s.name-prefix is '%s': set it to 1 to 50 letters, digits, - and _."
                            .formatted(PATH, namePrefix));
        }
        if (publish.deliveryTimeoutMillis < publish.lingerMillis + waits.requestTimeoutMillis) {
            throw new IllegalArgumentException(
                    ("%s.publish.delivery-timeout-millis is %d: set it to no less than"
                                    + " request-timeout-millis and publish.linger-millis together,"
                                    + " which are %d.")
                            .formatted(
                                    PATH,
                                    publish.deliveryTimeoutMillis,
                                    publish.lingerMillis + waits.requestTimeoutMillis));
        }
    }

    private static void within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s.%s is %d: set it to a whole number from %d to %d."
                            .formatted(PATH, key, value, min, max));
        }
    }

    /** Reads {@value #PATH} of a whole configuration, whose defaults are in reference.conf. */
    public static KafkaSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new KafkaSettings(
                config.getString("bootstrap-servers"),
                config.getString("name-prefix"),
                ClientProperties.from(config.getConfig("client")),
                new Topic(
                        config.getInt("topics.partitions"),
                        config.getInt("topics.replication-factor"),
                        config.getInt("topics.retention-hours")),
                new Publish(
                        config.getInt("publish.delivery-timeout-millis"),
                        config.getInt("publish.linger-millis"),
                        config.getInt("publish.max-in-flight")),
                new Consume(
                        config.getInt("consume.session-timeout-millis"),
                        config.getInt("consume.heartbeat-millis"),
                        config.getInt("consume.max-poll-records")),
                new Waits(
                        config.getInt("request-timeout-millis"),
                        config.getInt("look-every-millis")));
    }

    /** The whole name of a topic or of a group. */
    public String named(String name) {
        return namePrefix + "." + name;
    }
}
