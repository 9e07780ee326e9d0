package io.florin.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.testing.PostgresExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Run as the Job of Kubernetes runs it: a process of its own, told by its environment. */
class MigrateTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final long LIMIT_SECONDS = 60;
    private static final String TABLES =
            "select count(*) from pg_tables where tablename in ('event', 'wallet', 'job', 'era')";
    private static final String APPLIED = "select count(*) from flyway_schema_history";

    private record End(int code, String said) {}

    @Test
    void anEmptyDatabaseGetsItsTablesAndASecondTimeChangesNothing() throws Exception {
        assertThat(POSTGRES.count(TABLES)).isZero();
        var url = POSTGRES.settings().url();
        var first = run(url);
        assertThat(first.said()).contains("The schema at " + url + " is up to date, in era 1.");
        assertThat(first.code()).isZero();
        assertThat(POSTGRES.count(TABLES)).isEqualTo(4);
        long applied = POSTGRES.count(APPLIED);
        assertThat(run(url).code()).isZero();
        assertThat(POSTGRES.count(APPLIED)).isEqualTo(applied).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    jdbc:mysql://127.0.0.1/florin        | set it to jdbc:postgresql://host:port/name
                    jdbc:postgresql://127.0.0.1:1/florin | 127.0.0.1:1 refused
                    """)
    void whatStandsInTheWayIsOneSentenceAndTheEndIsOne(String url, String sentence)
            throws Exception {
        var end = run(url);
        assertThat(end.said()).startsWith("The database cannot be migrated: ").contains(sentence);
        assertThat(end.said().lines()).hasSize(1);
        assertThat(end.code()).isOne();
    }

    private static End run(String url) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dconfig.override_with_env_vars=true",
                        "io.florin.node.Migrate");
        process.environment()
                .putAll(
                        Map.of(
                                "CLASSPATH", System.getProperty("java.class.path"),
                                "CONFIG_FORCE_florin_database_url", url,
                                "CONFIG_FORCE_florin_database_user", POSTGRES.settings().user()));
        var running = process.redirectErrorStream(true).start();
        try {
            var said = running.getInputStream().readAllBytes();
            assertThat(running.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new End(running.exitValue(), new String(said, StandardCharsets.UTF_8));
        } finally {
            running.destroyForcibly();
        }
    }
}
