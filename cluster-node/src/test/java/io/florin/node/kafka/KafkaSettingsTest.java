package io.florin.node.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSettingsTest {
    @Test
    void theDefaultsAreThoseOfAnEmbeddedBroker() {
        var settings = with("");
        assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:19092");
        assertThat(settings.named("jobs.ai")).isEqualTo("florin.jobs.ai");
        assertThat(settings.topics()).isEqualTo(new KafkaSettings.Topic(8, 1, 24));
        assertThat(settings.client().values()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrap-servers = \"\"              | .bootstrap-servers is ''",
                "bootstrap-servers = \"kafka\"         | .bootstrap-servers is 'kafka'",
                "bootstrap-servers = \"a:1,,b:2\"      | .bootstrap-servers is 'a:1,,b:2'",
                "name-prefix = \"a b\"                 | .name-prefix is 'a b'",
                "topics.partitions = 0                 | .topics.partitions is 0",
                "topics.replication-factor = 11        | .topics.replication-factor is 11",
                "topics.retention-hours = 0            | .topics.retention-hours is 0",
                "request-timeout-millis = 100          | .request-timeout-millis is 100",
                "look-every-millis = 0                 | .look-every-millis is 0",
                "publish.delivery-timeout-millis = 2999 | no less than request-timeout-millis",
                "publish.linger-millis = 101           | .publish.linger-millis is 101",
                "publish.max-in-flight = 0             | .publish.max-in-flight is 0",
                "consume.session-timeout-millis = 10   | .consume.session-timeout-millis is 10",
                "consume.heartbeat-millis = 2001       | whole number from 100 to 2000",
                "consume.max-poll-records = 0          | .consume.max-poll-records is 0",
                "client.acks = 0                       | .client.acks is not for you to set",
                "client.group.id = x                   | .client.group.id is not for you to set",
                "client.sasl.jaas.conf = x             | .client.sasl.jaas.conf is no setting",
                "client.security.protocol = TLS        | .client.security.protocol is 'TLS'",
                "client.fetch.min.bytes = many         | .client.fetch.min.bytes is 'many'",
            })
    void aWrongSettingIsNamed(String setting, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(setting))
                .withMessageContaining("florin.kafka")
                .withMessageContaining(sentence);
    }

    @Test
    void whatKafkasClientsKnowIsPassedOnAndItsSecretsAreNotShown() {
        var settings =
                with(
                        """
                        bootstrap-servers = "kafka-1.example:9094, kafka-2.example:9094"
                        client {
                          security.protocol = SASL_SSL
                          sasl.mechanism = SCRAM-SHA-512
                          sasl.jaas.config = "org.example.Login required password=hidden-1;"
                          ssl.truststore.type = PEM
                          ssl.truststore.certificates = "hidden-2"
                          ssl.key.password = "hidden-3"
                          "ssl.endpoint.identification.algorithm" = https
                        }
                        """);
        assertThat(settings.client().values())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", "org.example.Login required password=hidden-1;")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.endpoint.identification.algorithm", "https");
        assertThat(settings.toString())
                .contains("security.protocol=SASL_SSL", "sasl.jaas.config=***", "kafka-2.example")
                .doesNotContain("hidden");
    }

    @Test
    void aSettingThatNoClientCanLiveWithStopsTheStart() {
        var settings = with("client { security.protocol = SSL, ssl.truststore.location = /none }");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LazyAdmin.of(settings))
                .withMessageContaining("florin.kafka.client cannot be used")
                .withMessageContaining("/none");
    }

    /** Its name is known once it is there. */
    @Test
    void aServerThatHasNoNameYetStopsNothing() {
        assertThat(LazyAdmin.of(with("bootstrap-servers = \"kafka.invalid:9092\""))).isNotNull();
    }

    private static KafkaSettings with(String setting) {
        return KafkaSettings.from(
                ConfigFactory.parseString("florin.kafka { " + setting + " }")
                        .withFallback(ConfigFactory.load()));
    }
}
