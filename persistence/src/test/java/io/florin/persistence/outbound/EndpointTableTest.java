package io.florin.persistence.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.outbound.EndpointChange;
import io.florin.protocol.outbound.NewWebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoint.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Endpoints, their secrets and their health. */
class EndpointTableTest extends Shop {
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

    private DeliveryTable.Letter letter(String id, Instant at) {
        return deliveries.letter("shop", id, at).orElseThrow();
    }

    @Test
    void anEndpointThatFailsForTooLongIsSwitchedOff() {
        endpoint("e", "*");
        assertThat(health.failed("e", false, DAY, NOON)).isEmpty();
        assertThat(health.failed("e", false, DAY, NOON.plusSeconds(60))).isEmpty();
        assertThat(there().failingSince()).isEqualTo(NOON);
        health.succeeded("e");
        assertThat(there().failingSince()).isNull();
        assertThat(health.failed("e", false, DAY, NOON.plusSeconds(90))).isEmpty();
        var late = NOON.plusSeconds(90).plus(DAY);
        assertThat(health.failed("e", false, DAY, late.minusMillis(1))).isEmpty();
        assertThat(there().off()).isNull();
        assertThat(health.failed("e", false, DAY, late)).contains(Reason.FAILING);
        assertThat(there().off()).isEqualTo(new WebhookEndpoint.Off(late, Reason.FAILING));
        assertThat(health.failed("e", false, DAY, late)).isEmpty();
        endpoints.change("shop", "e", new EndpointChange(null, null, null, true), late);
        assertThat(there().off()).isNull();
        assertThat(there().failingSince()).isNull();
        assertThat(health.failed("e", true, DAY, late)).contains(Reason.GONE);
        assertThat(there().off()).isEqualTo(new WebhookEndpoint.Off(late, Reason.GONE));
    }

    private WebhookEndpoint there() {
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
}
