package io.florin.persistence.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.outbound.EndpointChange;
import io.florin.protocol.outbound.EventType;
import io.florin.protocol.outbound.NewWebhookEndpoint;
import io.florin.protocol.outbound.ReplayWish;
import io.florin.protocol.outbound.WebhookDelivery;
import io.florin.protocol.outbound.WebhookDelivery.Attempt;
import io.florin.protocol.outbound.WebhookDelivery.Cause;
import io.florin.protocol.outbound.WebhookDelivery.State;
import io.florin.protocol.outbound.WebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoint.Reason;
import io.florin.protocol.outbound.WebhookEndpoints.DeliveryFilter;
import io.florin.protocol.wallet.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundTablesTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private static Database database;
    private static EndpointTable endpoints;
    private static DeliveryTable deliveries;
    private static SpreadTable spreads;
    private static ResendTable resends;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        endpoints = new EndpointTable(database);
        deliveries = new DeliveryTable(database);
        spreads = new SpreadTable(database, OutboundTablesTest::job);
        resends = new ResendTable(database, OutboundTablesTest::job);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        POSTGRES.execute(
                "truncate job, job_past, webhook_endpoint, webhook_message, webhook_delivery");
    }

    private static JobRow job(DeliveryJobs.Parcel parcel) {
        var spec =
                new JobSpec(
                        "webhook",
                        "webhook.delivery",
                        parcel.endpoint(),
                        "{}",
                        Priority.NORMAL,
                        null,
                        parcel.delivery(),
                        null);
        var id = new JobId(parcel.delivery());
        var job = new NewJob(parcel.app(), id, true, null, spec, null, Terms.FREE, null);
        return new JobRow(job, false, 3, "f", Instant.now());
    }

    private static WebhookEndpoint endpoint(String id, String... events) {
        var wanted =
                new NewWebhookEndpoint(
                        id, "shop", "https://a.example/" + id, List.of(events), null, "s1");
        assertThat(endpoints.create(wanted, 9, NOON)).isEqualTo(EndpointTable.Creation.CREATED);
        return endpoints.find("shop", id).orElseThrow();
    }

    private static List<WebhookDelivery> sent(String endpoint, @Nullable State state) {
        return deliveries.list("shop", endpoint, new DeliveryFilter(state, null, 50)).items();
    }

    private static void message(String type, Instant at) {
        POSTGRES.execute(
                "insert into webhook_message (at, app, type, data) values ('%s', 'shop', '%s', '{}')"
                        .formatted(at, type));
    }

    /** The job runs and ends so. */
    private static void ends(String id, String state, String more) {
        POSTGRES.execute(
                "update job set state = 'RUNNING', attempt = 1, version = version + 1,"
                        + " incarnation = 'n', dispatch_at = null where id = '"
                        + id
                        + "'");
        POSTGRES.execute(
                "update job set state = '%s', ends_as = '%1$s', effect = 'NONE', version = 9, ended_at = now() %s where id = '%s'"
                        .formatted(state, more, id));
    }

    private static void submit(String app, String id) {
        POSTGRES.execute(
                """
                insert into job (created_at, run_at, dispatch_at, max_attempts, priority, given,
                                 state, app, queue, kind, id, payload, fingerprint)
                values (now(), now(), now(), 3, 1, true, 'QUEUED', '%s', 'ai', 'free', '%s', 'no json', 'f')
                """
                        .formatted(app, id));
    }

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
        var where =
                "select count(*) from webhook_message where type = '%s' and app = 'shop' and"
                        + " data::jsonb @> '%s'";
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
        assertThat(POSTGRES.count(where.formatted(type, data))).isOne();
    }

    @Test
    void whatNobodyWantsIsNotWritten() {
        endpoint("e", "transfer.*", "job.dead");
        submit("shop", "j1");
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

    private static List<String> types() {
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

    @Test
    void aMessageGoesOnceToEveryEndpointThatIsOnAndWantsIt() {
        endpoint("all", "*");
        endpoint("jobs", "job.*");
        endpoint("off", "*");
        var off = new EndpointChange(null, null, null, false);
        assertThat(endpoints.change("shop", "off", off, NOON)).isPresent();
        message("job.dead", NOON);
        message("hold.created", NOON);
        var spread = spreads.spread(10);
        assertThat(spread.messages()).isEqualTo(2);
        assertThat(spread.due()).hasSize(3);
        assertThat(sent("all", null)).extracting(WebhookDelivery::type).hasSize(2);
        assertThat(sent("jobs", null))
                .extracting(WebhookDelivery::type)
                .containsExactly("job.dead");
        assertThat(sent("off", null)).isEmpty();
        assertThat(spreads.spread(10).messages()).isZero();
        assertThat(POSTGRES.count("select count(*) from job")).isEqualTo(3);
    }

    @Test
    void twoWhoSpreadTakeDifferentMessages() throws Exception {
        endpoint("all", "*");
        for (int i = 0; i < 60; i++) message("job.dead", NOON.plusSeconds(i));
        var one = CompletableFuture.supplyAsync(() -> spreads.spread(50));
        var two = CompletableFuture.supplyAsync(() -> spreads.spread(50));
        int both =
                one.get(20, TimeUnit.SECONDS).messages() + two.get(20, TimeUnit.SECONDS).messages();
        int rest = spreads.spread(100).messages();
        assertThat(both + rest).isEqualTo(60);
        assertThat(POSTGRES.count("select count(distinct message) from webhook_delivery"))
                .isEqualTo(60);
        assertThat(POSTGRES.count("select count(*) from webhook_delivery")).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, DELIVERED", "DEAD, DEAD", "CANCELLED, CANCELLED"})
    void aDeliveryEndsWithItsJob(String job, State state) {
        endpoint("e", "*");
        message("job.dead", NOON);
        spreads.spread(10);
        var id = sent("e", State.PENDING).getFirst().id();
        deliveries.attempted("shop", id, new Attempt(NOON, 500, "It answered 500."));
        ends(id, job, "");
        var ended = deliveries.find("shop", "e", id).orElseThrow();
        assertThat(ended.state()).isEqualTo(state);
        assertThat(ended.endedAt()).isNotNull();
        assertThat(ended.attempts()).isOne();
        assertThat(Objects.requireNonNull(ended.last()).status()).isEqualTo(500);
        assertThat(sent("e", State.PENDING)).isEmpty();
        // Deliveries tell of nothing, or nothing would ever end.
        assertThat(POSTGRES.count("select count(*) from webhook_message")).isOne();
    }

    @Test
    void aLetterHasTheSecretsThatSignNow() {
        endpoint("e", "*");
        message("job.dead", NOON);
        spreads.spread(10);
        var id = sent("e", null).getFirst().id();
        assertThat(endpoints.rotate("shop", "e", "s2", DAY, NOON)).isPresent();
        assertThat(letter(id, NOON).secrets()).containsExactly("s2", "s1");
        assertThat(letter(id, NOON.plus(DAY)).secrets()).containsExactly("s2");
        assertThat(deliveries.letter("other", id, NOON)).isEmpty();
        assertThat(endpoints.delete("shop", "e", NOON)).isPresent();
        assertThat(letter(id, NOON).secrets()).isEmpty();
        assertThat(letter(id, NOON).off()).isTrue();
        assertThat(endpoints.find("shop", "e")).isEmpty();
    }

    private static DeliveryTable.Letter letter(String id, Instant at) {
        return deliveries.letter("shop", id, at).orElseThrow();
    }

    @Test
    void anEndpointThatFailsForTooLongIsSwitchedOff() {
        endpoint("e", "*");
        assertThat(endpoints.failed("e", false, DAY, NOON)).isEmpty();
        assertThat(endpoints.failed("e", false, DAY, NOON.plusSeconds(60))).isEmpty();
        assertThat(there().failingSince()).isEqualTo(NOON);
        endpoints.succeeded("e");
        assertThat(there().failingSince()).isNull();
        assertThat(endpoints.failed("e", false, DAY, NOON.plusSeconds(90))).isEmpty();
        var late = NOON.plusSeconds(90).plus(DAY);
        assertThat(endpoints.failed("e", false, DAY, late.minusMillis(1))).isEmpty();
        assertThat(there().off()).isNull();
        assertThat(endpoints.failed("e", false, DAY, late)).contains(Reason.FAILING);
        assertThat(there().off()).isEqualTo(new WebhookEndpoint.Off(late, Reason.FAILING));
        assertThat(endpoints.failed("e", false, DAY, late)).isEmpty();
        endpoints.change("shop", "e", new EndpointChange(null, null, null, true), late);
        assertThat(there().off()).isNull();
        assertThat(there().failingSince()).isNull();
        assertThat(endpoints.failed("e", true, DAY, late)).contains(Reason.GONE);
        assertThat(there().off()).isEqualTo(new WebhookEndpoint.Off(late, Reason.GONE));
    }

    private static WebhookEndpoint there() {
        return endpoints.find("shop", "e").orElseThrow();
    }

    @Test
    void anAppHasSoManyEndpointsAndEachIdOnce() {
        endpoint("e", "*");
        var same = new NewWebhookEndpoint("e", "shop", "https://b/", List.of("*"), null, "s");
        var more = new NewWebhookEndpoint("f", "shop", "https://b/", List.of("*"), null, "s");
        assertThat(endpoints.create(same, 1, NOON)).isEqualTo(EndpointTable.Creation.EXISTS);
        assertThat(endpoints.create(more, 1, NOON)).isEqualTo(EndpointTable.Creation.TOO_MANY);
        endpoints.delete("shop", "e", NOON);
        assertThat(endpoints.create(same, 1, NOON)).isEqualTo(EndpointTable.Creation.EXISTS);
        assertThat(endpoints.create(more, 1, NOON)).isEqualTo(EndpointTable.Creation.CREATED);
        assertThat(endpoints.list("shop", null, 9).items()).hasSize(1);
        assertThat(endpoints.find("other", "f")).isEmpty();
    }

    @Test
    void aDeadDeliveryIsSentAgainUnderAnotherIdAndTheSameEvent() {
        endpoint("e", "*");
        message("job.dead", NOON);
        spreads.spread(10);
        var old = sent("e", null).getFirst();
        ends(old.id(), "DEAD", "");
        assertThat(resends.again("shop", "e", old.id(), "again")).hasSize(1);
        assertThat(resends.again("shop", "e", old.id(), "again")).isEmpty();
        assertThat(resends.again("other", "e", old.id(), "more")).isEmpty();
        var again = deliveries.find("shop", "e", "again").orElseThrow();
        assertThat(again.event()).isEqualTo(old.event());
        assertThat(again.replays()).isEqualTo(old.id());
        assertThat(again.cause()).isEqualTo(Cause.REPLAY);
        assertThat(again.state()).isEqualTo(State.PENDING);
    }

    @Test
    void whatHappenedInATimeIsSentAgainOnceForAName() {
        var endpoint = endpoint("e", "job.*", "hold.*");
        message("job.dead", NOON);
        message("transfer.completed", NOON);
        message("hold.created", NOON.plusSeconds(1));
        message("job.succeeded", NOON.plusSeconds(2));
        var all = new ReplayWish(NOON, null, null, true, null);
        assertThat(resends.many(endpoint, all).messages()).isEqualTo(3);
        assertThat(sent("e", null)).isEmpty();
        var some = new ReplayWish(NOON, NOON.plusSeconds(2), List.of("job.*"), false, "n");
        assertThat(resends.many(endpoint, some).due()).hasSize(1);
        assertThat(resends.many(endpoint, some).due()).isEmpty();
        assertThat(sent("e", null)).extracting(WebhookDelivery::type).containsExactly("job.dead");
        var unnamed = new ReplayWish(NOON, null, List.of("job.*"), false, null);
        assertThat(resends.many(endpoint, unnamed).due()).hasSize(2);
        assertThat(resends.many(endpoint, unnamed).due()).hasSize(2);
    }

    @Test
    void oneWishTakesSoManyAndSaysWhereToGoOn() {
        var endpoint = endpoint("e", "*");
        POSTGRES.execute(
                "insert into webhook_message (at, app, type, data) select timestamptz '%s' + i * interval '1 second', 'shop', 'job.dead', '{}' from generate_series(0, %d) i"
                        .formatted(NOON, ResendTable.MOST));
        var resent = resends.many(endpoint, new ReplayWish(NOON, null, null, false, "n"));
        assertThat(resent.due()).hasSize(ResendTable.MOST);
        assertThat(resent.nextFrom()).isEqualTo(NOON.plusSeconds(ResendTable.MOST));
    }

    @Test
    void aTestGoesToTheEndpointAlone() {
        endpoint("e", "hold.*");
        endpoint("f", "*");
        assertThat(resends.test("shop", "e", "t")).hasSize(1);
        assertThat(resends.test("shop", "e", "t")).isEmpty();
        spreads.spread(10);
        assertThat(sent("e", null))
                .extracting(WebhookDelivery::type)
                .containsExactly("webhook.test");
        assertThat(sent("f", null)).isEmpty();
        assertThat(POSTGRES.count("select count(*) from webhook_message")).isOne();
    }

    @Test
    void oldMessagesGoWithTheirDeliveriesButNotWhatIsOnItsWay() {
        endpoint("e", "*");
        message("job.dead", NOON);
        message("job.succeeded", NOON);
        spreads.spread(10);
        ends(sent("e", null).getFirst().id(), "DEAD", "");
        assertThat(deliveries.purge(Instant.now().minus(DAY), 10)).isZero();
        assertThat(deliveries.purge(Instant.now().plus(DAY), 10)).isOne();
        assertThat(sent("e", null))
                .extracting(WebhookDelivery::state)
                .containsExactly(State.PENDING);
        endpoints.delete("shop", "e", NOON);
        ends(sent("e", null).getFirst().id(), "DEAD", "");
        assertThat(deliveries.purge(Instant.now().plus(DAY), 10)).isOne();
        assertThat(POSTGRES.count("select count(*) from webhook_endpoint")).isZero();
    }
}
