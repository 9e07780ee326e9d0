package io.florin.persistence.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.outbound.NewWebhookEndpoint;
import io.florin.protocol.outbound.WebhookDelivery;
import io.florin.protocol.outbound.WebhookDelivery.State;
import io.florin.protocol.outbound.WebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoints.DeliveryFilter;
import io.florin.protocol.wallet.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tables of what apps are told, in a shop that has nothing yet. */
abstract class Shop {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration DAY = Duration.ofDays(1);

    final Database database = POSTGRES.open();
    final EndpointTable endpoints = new EndpointTable(database);
    final EndpointHealth health = new EndpointHealth(database);
    final DeliveryTable deliveries = new DeliveryTable(database);
    final SpreadTable spreads = new SpreadTable(database, Shop::job);
    final ResendTable resends = new ResendTable(database, Shop::job);

    @BeforeEach
    void empty() {
        POSTGRES.execute(
                "truncate job, job_past, webhook_endpoint, webhook_message, webhook_delivery"
                        + " cascade");
    }

    @AfterEach
    void close() {
        database.close();
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

    WebhookEndpoint endpoint(String id, String... events) {
        var wanted =
                new NewWebhookEndpoint(
                        id, "shop", "https://a.example/" + id, List.of(events), null, "s1");
        assertThat(endpoints.create(wanted, 9, NOON)).isEqualTo(EndpointTable.Creation.CREATED);
        return endpoints.find("shop", id).orElseThrow();
    }

    List<WebhookDelivery> sent(String endpoint, @Nullable State state) {
        return deliveries.list("shop", endpoint, new DeliveryFilter(state, null, 50)).items();
    }

    static void message(String type, Instant at) {
        POSTGRES.execute(
                "insert into webhook_message (at, app, type, data) values ('%s', 'shop', '%s', '{}')"
                        .formatted(at, type));
    }

    /** The job runs and ends so. */
    static void ends(String id, String state, String more) {
        POSTGRES.execute(
                "update job set state = 'RUNNING', attempt = 1, version = version + 1,"
                        + " incarnation = 'n', dispatch_at = null where id = '"
                        + id
                        + "'");
        POSTGRES.execute(
                "update job set state = '%s', ends_as = '%1$s', effect = 'NONE', version = 9, ended_at = now() %s where id = '%s'"
                        .formatted(state, more, id));
    }

    static void submit(String app, String id) {
        POSTGRES.execute(
                """
                insert into job (created_at, run_at, dispatch_at, max_attempts, priority, given,
                                 state, app, queue, kind, id, payload, fingerprint)
                values (now(), now(), now(), 3, 1, true, 'QUEUED', '%s', 'ai', 'free', '%s', 'no json', 'f')
                """
                        .formatted(app, id));
    }
}
