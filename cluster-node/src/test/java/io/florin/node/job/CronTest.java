package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    /** The first of March 2026 is a Sunday. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    * * * * *        | 2026-03-01T12:00:00Z | 2026-03-01T12:01:00Z
                    * * * * *        | 2026-03-01T12:00:59Z | 2026-03-01T12:01:00Z
                    */15 * * * *     | 2026-03-01T12:46:00Z | 2026-03-01T13:00:00Z
                    5/20 * * * *     | 2026-03-01T12:06:00Z | 2026-03-01T12:25:00Z
                    0 3 * * *        | 2026-03-01T03:00:00Z | 2026-03-02T03:00:00Z
                    30 1,13 * * *    | 2026-03-01T02:00:00Z | 2026-03-01T13:30:00Z
                    0 9-11 * * *     | 2026-03-01T11:30:00Z | 2026-03-02T09:00:00Z
                    0 0 1 * *        | 2026-03-01T00:00:00Z | 2026-04-01T00:00:00Z
                    0 0 31 * *       | 2026-04-01T00:00:00Z | 2026-05-31T00:00:00Z
                    0 0 29 2 *       | 2026-03-01T00:00:00Z | 2028-02-29T00:00:00Z
                    0 0 29 2 *       | 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z
                    0 0 * * 1-5      | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z
                    0 0 * * 7        | 2026-03-02T00:00:00Z | 2026-03-08T00:00:00Z
                    0 0 * * 0        | 2026-03-02T00:00:00Z | 2026-03-08T00:00:00Z
                    # Either the 13th or a Friday.
                    0 0 13 * 5       | 2026-03-01T00:00:00Z | 2026-03-06T00:00:00Z
                    0 0 13 * 5       | 2026-04-10T00:00:00Z | 2026-04-13T00:00:00Z
                    59 23 31 12 *    | 2026-12-31T23:59:00Z | 2027-12-31T23:59:00Z
                    """)
    void theNextTimeIsTheFirstThatFits(String cron, Instant after, Instant next) {
        assertThat(Cron.parse(cron).after(after)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "a * * * *",
                "1- * * * *",
                "5-1 * * * *",
                "*/0 * * * *",
                "1/2/3 * * * *",
                "1-2-3 * * * *",
                ", * * * *",
                "-1 * * * *"
            })
    void whatIsNoCronLineIsRefused(String cron) {
        assertThatThrownBy(() -> Cron.parse(cron)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 31 2 *", "0 0 31 4,6,9,11 *"})
    void whatNeverComesIsRefused(String cron) {
        assertThatThrownBy(() -> Cron.parse(cron).after(Instant.EPOCH))
                .hasMessageContaining("never comes");
    }
}
