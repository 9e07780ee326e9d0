package io.florin.persistence.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.outbound.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told, and whether somebody wants to know. */
class MessageTest extends Shop {
    /** Both sides of one rule, for everything that can be wanted. */
    @Test
    void theDatabaseAndTheRuleAgreeWhoWantsWhat() {
        for (var type : EventType.values()) {
            for (var pattern : EventType.patterns()) {
                var sql =
                        "select ('%s' = any (webhook_words('%s')))::int"
                                .formatted(pattern, type.word());
                assertThat(POSTGRES.count(sql) == 1).isEqualTo(type.isMetBy(pattern));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, job.succeeded, job.*",
        "DEAD,      job.dead,      job.dead",
        "CANCELLED, job.cancelled, *"
    })
    void anEndedJobTellsOfItself(String state, String type, String pattern) {
        endpoint("e", pattern);
        submit("shop", "j1");
        submit("other", "j2");
        boolean isDead = state.equals("DEAD");
        var more =
                switch (state) {
                    case "SUCCEEDED" -> ", result = '{\"a\":[1]}'";
                    case "DEAD" -> ", error_code = 'c', error_message = 'He said \"no\".'";
                    default -> "";
                };
        ends("j1", state, more);
        ends("j2", state, more);
        assertThat(POSTGRES.count("select count(*) from webhook_message")).isOne();
        var data =
                "{\"id\":\"j1\",\"state\":\"%s\",\"kind\":\"free\",\"queue\":\"ai\"%s}"
                        .formatted(
                                type.substring(4),
                                isDead
                                        ? ",\"error\":{\"code\":\"c\",\"message\":\"He said"
                                                + " \\\"no\\\".\"}"
                                        : state.equals("SUCCEEDED")
                                                ? ",\"result\":{\"a\":[1]}"
                                                : "");
        assertThat(
                        POSTGRES.count(
                                "select count(*) from webhook_message where type = '%s' and app = 'shop' and data::jsonb @> '%s'"
                                        .formatted(type, data)))
                .isOne();
    }

    /** One statement may end some jobs and change others, of whom some are nobody's news. */
    @Test
    void eachOfManyThatEndTogetherTellsOnce() {
        endpoint("e", "job.*");
        for (var id : List.of("j1", "j2", "j3", "j4")) submit("shop", id);
        submit("other", "j5");
        ends("j4", "SUCCEEDED", "");
        POSTGRES.execute(
                """
                update job
                set version = version + 1, dispatch_at = case when id = 'j3' then now() end,
                    state = case id when 'j1' then 'SUCCEEDED' when 'j3' then state else 'DEAD' end,
                    ends_as = case id when 'j1' then 'SUCCEEDED' when 'j3' then null else 'DEAD' end,
                    effect = case when id <> 'j3' then 'NONE' end,
                    ended_at = case when id <> 'j3' then now() end
                where id <> 'j4'
                """);
        assertThat(types()).containsExactly("job.succeeded", "job.succeeded", "job.dead");
    }

    @Test
    void whatNobodyWantsIsNotWritten() {
        endpoint("e", "transfer.*", "job.dead");
        submit("shop", "j1");
        ends("j1", "SUCCEEDED", "");
        assertThat(POSTGRES.count("select count(*) from webhook_message")).isZero();
    }

    /** Whoever is told of a payment need not hear of the jobs that it was made of. */
    @ParameterizedTest
    @ValueSource(strings = {"payment.charge", "payment.reconcile", "webhook.process"})
    void theJobsOfPaymentsAreNobodysNews(String kind) {
        endpoint("e", "*");
        submit("shop", "j1");
        POSTGRES.execute("update job set kind = '%s', version = version + 1".formatted(kind));
        ends("j1", "SUCCEEDED", "");
        assertThat(POSTGRES.count("select count(*) from webhook_message")).isZero();
    }

    @Test
    void aPaymentTellsOfItsStatesWithTheirChange() {
        endpoint("e", "payment.*", "payout.*");
        POSTGRES.execute(
                """
                insert into payment (created_at, changed_at, checked_at, price_amount, grant_amount,
                    app, id, provider, wallet, price_asset, grant_asset, fingerprint)
                values (now(), now(), now(), 5, 50, 'shop', 'p', 'STRIPE', 'w', 'USD', 'STAR', 'f')
                """);
        POSTGRES.execute("update payment set state = 'UNKNOWN'");
        POSTGRES.execute("update payment set state = 'PENDING', object = 'pi'");
        POSTGRES.execute("update payment set checked_at = now()");
        POSTGRES.execute("update payment set state = 'SUCCEEDED'");
        POSTGRES.execute("update payment set credited = true");
        POSTGRES.execute(
                """
                insert into payout (created_at, changed_at, checked_at, money_amount, amount,
                    app, id, provider, wallet, money_asset, currency, destination, fingerprint)
                values (now(), now(), now(), 5, 5, 'shop', 'o', 'STRIPE', 'w', 'USD', 'USD', 'b', 'f')
                """);
        POSTGRES.execute("update payout set state = 'PENDING_APPROVAL'");
        POSTGRES.execute("update payout set state = 'REJECTED'");
        assertThat(types())
                .containsExactly(
                        "payment.pending",
                        "payment.succeeded",
                        "payout.pending_approval",
                        "payout.rejected");
    }

    private List<String> types() {
        return database.autocommit(connection -> {
            try (var statement =
                            connection.prepareStatement(
                                    "select array_agg(type order by seq) from webhook_message");
                    var row = statement.executeQuery()) {
                row.next();
                return List.of((String[]) row.getArray(1).getArray());
            }
        });
    }
}
