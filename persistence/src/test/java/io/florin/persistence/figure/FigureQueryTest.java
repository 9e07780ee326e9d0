package io.florin.persistence.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.figure.Figure.Kind;
import io.florin.persistence.testing.PostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FigureQueryTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void whatIsUnfinishedIsCountedByStateAndTheRestIsNot() {
        try (var database = POSTGRES.open()) {
            var query = new FigureQuery(database);
            assertThat(query.all()).extracting(Figure::kind).containsExactly(Kind.XMIN_AGE);

            job("a", "ai", "QUEUED", "now() - interval '40 s'");
            job("b", "ai", "QUEUED", "now() - interval '10 s'");
            job("c", "ai", "SCHEDULED", "now() + interval '1 h'");
            job("d", "payment", "SCHEDULED", "now() + interval '1 h'");
            dead("e", "quarantined");
            dead("f", "handler_failed");
            payment("p1", "UNKNOWN", "now() - interval '1 h'");
            payment("p2", "UNKNOWN", "now() - interval '2 h'");
            payment("p3", "CREATED", "null");
            payment("p4", "FAILED", "null");

            var figures = query.all();
            assertThat(values(figures, Kind.JOBS))
                    .containsExactlyInAnyOrder(
                            "ai QUEUED 2", "ai SCHEDULED 1", "payment SCHEDULED 1", "ai DEAD 2");
            assertThat(values(figures, Kind.OLDEST_JOB_AGE)).containsExactly("ai  40");
            assertThat(values(figures, Kind.QUARANTINED_JOBS)).containsExactly("ai  1");
            assertThat(values(figures, Kind.OPEN_PAYMENTS))
                    .containsExactlyInAnyOrder("STRIPE UNKNOWN 2", "STRIPE CREATED 1");
            assertThat(values(figures, Kind.UNKNOWN_PAYMENT_AGE)).containsExactly("STRIPE  7200");
            assertThat(values(figures, Kind.OPEN_PAYOUTS)).isEmpty();
        }
    }

    /** To ten seconds, for the statements take their time. */
    private static List<String> values(List<Figure> figures, Kind kind) {
        return figures.stream()
                .filter(figure -> figure.kind() == kind)
                .map(figure -> {
                    double value = figure.value();
                    long shown = value < 10 ? (long) value : (long) value / 10 * 10;
                    return "%s %s %d".formatted(figure.of(), figure.state(), shown);
                })
                .toList();
    }

    private static void job(String id, String queue, String state, String runAt) {
        POSTGRES.execute(
                """
                insert into job (created_at, run_at, dispatch_at, max_attempts, priority, given,
                                 state, app, queue, kind, id, payload, fingerprint)
                values (now(), %s, now(), 5, 1, false, '%s', 'app', '%s', 'kind', '%s', '{}', 'f')
                """
                        .formatted(runAt, state, queue, id));
    }

    private static void dead(String id, String code) {
        POSTGRES.execute(
                """
                insert into job (created_at, run_at, ended_at, max_attempts, priority, given, state,
                                 app, queue, kind, id, payload, fingerprint, effect, ends_as,
                                 error_code, error_message)
                values (now(), now(), now(), 5, 1, false, 'DEAD', 'app', 'ai', 'kind', '%s', '{}',
                        'f', 'NONE', 'DEAD', '%s', 'It is.')
                """
                        .formatted(id, code));
    }

    private static void payment(String id, String state, String sentAt) {
        POSTGRES.execute(
                """
                insert into payment (created_at, changed_at, checked_at, sent_at, sender, state,
                                     price_amount, grant_amount, app, id, provider, wallet,
                                     price_asset, grant_asset, fingerprint)
                select now(), now(), now(), s.at, case when s.at is null then null else 'n' end,
                       '%s', 1, 1, 'app', '%s', 'STRIPE', 'w', 'USD', 'USD', 'f'
                from (select (%s)::timestamptz as at) s
                """
                        .formatted(state, id, sentAt));
    }
}
