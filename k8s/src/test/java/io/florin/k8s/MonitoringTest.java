package io.florin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.florin.node.job.JobMetrics;
import io.florin.node.telemetry.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts and dashboards ask for metrics that nodes tell. */
class MonitoringTest {
    private static final Pattern WORDS = Pattern.compile("\\bend(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");

    private static List<Monitoring.PrometheusRule.Rule> alerts() {
        return Bundle.ofBase()
                .of("PrometheusRule")
                .map(manifest -> {
                    try {
                        return (Monitoring.PrometheusRule) StrictModel.read(manifest.tree());
                    } catch (JsonProcessingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .flatMap(rule -> rule.spec().groups().stream())
                .flatMap(group -> group.rules().stream())
                .toList();
    }

    private static Stream<String> panels(String dashboard) {
        try {
            var text = Bundle.text(Bundle.BASE.resolve("monitoring/dashboards").resolve(dashboard));
            return JsonMapper.builder().build().readTree(text).findValuesAsText("expr").stream();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyAlertAsksForWhatIsThere() {
        assertThat(alerts())
                .isNotEmpty()
                .allSatisfy(alert ->
                        assertThat(new Query(alert.expr()).findings()).as(alert.alert()).isEmpty());
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() {
        assertThat(alerts())
                .allSatisfy(alert -> {
                    assertThat(alert.labels().get("severity")).isIn("critical", "warning");
                    assertThat(alert.annotations()).containsOnlyKeys("summary", "description");
                });
    }

    /** The list of the issue. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FlorinWithdrawalsFail",
                "FlorinDatabaseConnectionsUsedUp",
                "FlorinDatabaseAway",
                "FlorinFiguresMissing",
                "FlorinNodeNotReady",
                "FlorinDeadLetters",
                "FlorinRunsFail",
                "FlorinReadSideLags",
                "FlorinQueueWaits",
                "FlorinMemberUnreachable",
                "FlorinConservationBroken"
            })
    void somebodyIsWoken(String alert) {
        assertThat(alerts()).extracting(Monitoring.PrometheusRule.Rule::alert).contains(alert);
    }

    @ParameterizedTest
    @ValueSource(strings = {"florin-money.json", "florin-jobs.json", "florin-cluster.json"})
    void everyPanelAsksForWhatIsThere(String dashboard) {
        assertThat(panels(dashboard))
                .hasSizeGreaterThan(8)
                .allSatisfy(expression -> {
                    assertThat(new Query(expression).findings()).as(expression).isEmpty();
                    if (expression.contains("florin_"))
                        assertThat(expression).contains("$namespace");
                });
    }

    /** Ends of runs are words of the program, too. */
    @Test
    void theWordsOfEndsAreThoseOfTheProgram() {
        var known = new TreeSet<String>();
        Arrays.stream(JobMetrics.Count.values())
                .forEach(count -> known.add(count.name().toLowerCase(Locale.ROOT)));
        var used = new TreeSet<String>();
        for (var alert : alerts()) {
            for (var word : WORDS.matcher(alert.expr()).results().toList()) {
                used.addAll(List.of(word.group(1).split("\\|", -1)));
            }
        }
        assertThat(used).isNotEmpty().isSubsetOf(known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sum(florin_kafka_well)                                    | no metric is called florin_kafka_well
                    sum(florin_http_request_seconds)                          | no metric is called florin_http_request_seconds
                    florin_job_run_ends_total{kid="payment.payout"}           | no metric here has the label kid
                    sum by (queues) (florin_queue_jobs)                       | no metric here has the label queues
                    sum by (pod) (florin_queue_jobs) / sum(florin_queue_jbs)  | no metric is called florin_queue_jbs
                    """)
    void aWrongNameIsFound(String query, String finding) {
        assertThat(new Query(query).findings()).containsExactly(finding);
    }

    /** What nobody looks at need not be measured; these are for a look by hand. */
    @Test
    void mostMetricsAreLookedAt() {
        var asked = new StringBuilder();
        alerts().forEach(alert -> asked.append(alert.expr()));
        Stream.of("florin-money.json", "florin-jobs.json", "florin-cluster.json")
                .flatMap(MonitoringTest::panels)
                .forEach(asked::append);
        var seen =
                Arrays.stream(Metric.values())
                        .filter(metric -> asked.indexOf(metric.title()) >= 0)
                        .toList();
        assertThat(seen).hasSizeGreaterThan(30);
        assertThat(Set.copyOf(seen)).contains(Metric.LEDGER_DIFFERENCES);
    }
}
