package io.florin.persistence.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.outbound.EndpointChange;
import io.florin.protocol.outbound.WebhookDelivery;
import io.florin.protocol.outbound.WebhookDelivery.Attempt;
import io.florin.protocol.outbound.WebhookDelivery.State;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages on their way to endpoints. */
class DeliveryTest extends Shop {
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
