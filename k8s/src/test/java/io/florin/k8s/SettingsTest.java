package io.florin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.florin.edge.EdgeSettings;
import io.florin.node.job.JobSettings;
import io.florin.node.kafka.KafkaSettings;
import io.florin.node.payment.PaymentSettings;
import io.florin.node.telemetry.MetricsSettings;
import io.florin.persistence.database.DatabaseSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment of a node says is what a node reads. */
class SettingsTest {
    private static final String FORCED = "CONFIG_FORCE_";
    private static final Config DEFAULTS = ConfigFactory.load();

    /** Read where they are set; without them a provider is off. */
    private static final Set<String> WITHOUT_DEFAULT =
            Set.of(
                    "florin.providers.stripe.secret-key",
                    "florin.providers.stripe.webhook-secret",
                    "florin.providers.omise.secret-key",
                    "florin.providers.omise.webhook-secret");

    /** The key of a variable, as Typesafe Config reads it. */
    static String key(String variable) {
        return variable.substring(FORCED.length())
                .replace("___", "\0")
                .replace("__", "-")
                .replace('_', '.')
                .replace('\0', '_');
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIG_FORCE_florin_http_operator__key, florin.http.operator-key",
        "CONFIG_FORCE_a_b___c__d_0, a.b_c-d.0",
    })
    void aVariableIsAKey(String variable, String key) {
        assertThat(key(variable)).isEqualTo(key);
    }

    /** A misspelt one would change nothing, and nobody would say so. */
    private static boolean exists(Config defaults, String key) {
        if (WITHOUT_DEFAULT.contains(key)) return true;
        if (defaults.hasPathOrNull(key)) return true;
        var list = key.replaceFirst("\\.[0-9]+$", "");
        return !list.equals(key)
                && defaults.hasPath(list)
                && defaults.getValue(list).valueType() == ConfigValueType.LIST;
    }

    @ParameterizedTest
    @CsvSource({
        "florin.database.url, true",
        "florin.database.uri, false",
        "pekko.cluster.roles.0, true",
        "florin.database.url.0, false",
    })
    void aMisspeltKeyIsFound(String key, boolean there) {
        assertThat(exists(DEFAULTS, key)).isEqualTo(there);
    }

    static Stream<String> variables(Bundle bundle) {
        var names = new TreeSet<>(bundle.nodeSettings().keySet());
        bundle.workloads()
                .forEach(workload ->
                        names.addAll(workload.container().path("env").findValuesAsText("name")));
        return names.stream().filter(name -> name.startsWith(FORCED));
    }

    @Test
    void everyVariableOfTheFilesIsASettingOfANode() {
        assertThat(variables(Bundle.ofBase()).map(SettingsTest::key))
                .hasSizeGreaterThan(10)
                .allMatch(key -> exists(DEFAULTS, key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void everyVariableOfAnOverlayIsASettingOfANode(String overlay) {
        var bundle = Bundle.rendered(overlay);
        assertThat(variables(bundle).map(SettingsTest::key)).allMatch(key -> exists(DEFAULTS, key));
    }

    /** Judged by the node's own settings, each role with what is set for it. */
    @ParameterizedTest
    @ValueSource(strings = {"wallet", "session", "worker", "edge"})
    void aNodeStartsWithThem(String role) {
        var config = config(Bundle.ofBase(), role);
        assertThat(config.getStringList("pekko.cluster.roles")).isEqualTo(List.of(role));
        assertThat(config.getString("florin.cluster.formation")).isEqualTo("kubernetes");
        assertThat(config.getString("pekko.remote.artery.canonical.hostname"))
                .isEqualTo("10.1.2.3");
        assertThat(EdgeSettings.from(config)).isNotNull();
        assertThat(JobSettings.from(config)).isNotNull();
        assertThat(KafkaSettings.from(config)).isNotNull();
        assertThat(PaymentSettings.from(config)).isNotNull();
        assertThat(MetricsSettings.from(config).host()).isEqualTo("0.0.0.0");
        assertThat(DatabaseSettings.from(config).url()).endsWith("//postgres:5432/florin");
    }

    private static Config config(Bundle bundle, String role) {
        var values = new TreeMap<>(bundle.nodeSettings());
        var node = bundle.nodes().stream().filter(one -> one.name().equals(role)).findFirst();
        for (var variable : node.orElseThrow().container().path("env")) {
            var from = variable.path("valueFrom");
            var value = variable.path("value").asText();
            if (from.has("secretKeyRef"))
                value = "YS1zZWNyZXQtdGhhdC1pcy1sb25nLWVub3VnaC1mb3ItYS10ZXN0";
            if (from.has("fieldRef")) value = "10.1.2.3";
            values.put(variable.path("name").asText(), value);
        }
        var config = DEFAULTS;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            if (!entry.getKey().startsWith(FORCED)) continue;
            var key = key(entry.getKey());
            var list = key.replaceFirst("\\.0$", "");
            Object value = list.equals(key) ? entry.getValue() : List.of(entry.getValue());
            config = config.withValue(list, ConfigValueFactory.fromAnyRef(value));
        }
        // Where the image has them is not where they are here.
        return config.withValue(
                "florin.http.apps-folder",
                ConfigValueFactory.fromAnyRef(Bundle.HOME.resolve("../apps").toString()));
    }
}
