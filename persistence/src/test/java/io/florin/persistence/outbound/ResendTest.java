package io.florin.persistence.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.outbound.ReplayWish;
import io.florin.protocol.outbound.WebhookDelivery;
import io.florin.protocol.outbound.WebhookDelivery.Cause;
import io.florin.protocol.outbound.WebhookDelivery.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent again because somebody asked for it. */
class ResendTest extends Shop {
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
}
