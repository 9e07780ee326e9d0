package io.florin.edge.outbound;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Paging;
import io.florin.edge.answer.Words;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.outbound.Replayed;
import io.florin.protocol.outbound.WebhookDelivery;
import io.florin.protocol.outbound.WebhookDelivery.Cause;
import io.florin.protocol.outbound.WebhookDelivery.State;

/** Deliveries as they are shown. */
final class DeliveryJson {
    private static final int MAX_ERROR_CHARS = 2_000;

    static final Shape DELIVERY =
            Shape.of(
                    "WebhookDelivery",
                    required("id", LedgerTypes.ID, "The delivery; its job has the same id."),
                    required("endpoint", LedgerTypes.ID, "Where to."),
                    required(
                            "event",
                            LedgerTypes.ID,
                            "webhook-id: the same in every attempt and replay, so drop repeats."),
                    required("type", Types.text(1, 64), "The event's type."),
                    required("cause", Words.type(Cause.values()), "Why it is sent."),
                    required(
                            "state",
                            Words.type(State.values()),
                            "dead: all its tries failed; replay it."),
                    required("attempts", Types.whole(0, Integer.MAX_VALUE), "Requests so far."),
                    optional("lastAt", Types.TIME, "When it was tried last."),
                    optional("lastStatus", Types.whole(100, 599), "What the endpoint answered."),
                    optional("lastError", Types.text(0, MAX_ERROR_CHARS), "Why that failed."),
                    optional("nextAt", Types.TIME, "When it is tried again."),
                    optional("replays", LedgerTypes.ID, "The delivery that it does anew."),
                    required("happenedAt", Types.TIME, "When that happened which it tells of."),
                    required("createdAt", Types.TIME, "When it was made."),
                    optional("endedAt", Types.TIME, "When it ended."));
    static final Shape DELIVERIES =
            Shape.of(
                    "WebhookDeliveries",
                    required("items", Types.list(Types.object(DELIVERY), 0, 500), "Newest first."),
                    Paging.NEXT_CURSOR);
    static final Shape REPLAYED =
            Shape.of(
                    "WebhookReplay",
                    required(
                            "messages", Types.whole(0, Long.MAX_VALUE), "Sent again, or would be."),
                    required("dryRun", Types.FLAG, "Whether nothing was done."),
                    optional("nextFrom", Types.TIME, "There are more: where to go on."));

    private DeliveryJson() {}

    static JsonObject of(WebhookDelivery delivery) {
        var last = delivery.last();
        var status = last == null ? null : last.status();
        return JsonObject.with()
                .text("id", delivery.id())
                .text("endpoint", delivery.endpoint())
                .text("event", delivery.event())
                .text("type", delivery.type())
                .text("cause", Words.of(delivery.cause()))
                .text("state", Words.of(delivery.state()))
                .whole("attempts", delivery.attempts())
                .time("lastAt", last == null ? null : last.at())
                .wholeIfAny("lastStatus", status == null ? null : status.longValue())
                .text("lastError", last == null ? null : last.error())
                .time("nextAt", delivery.nextAt())
                .text("replays", delivery.replays())
                .time("happenedAt", delivery.happenedAt())
                .time("createdAt", delivery.createdAt())
                .time("endedAt", delivery.endedAt())
                .build();
    }

    static JsonObject of(Page<WebhookDelivery> page) {
        return JsonObject.with()
                .value("items", new Items(page.items().stream().map(DeliveryJson::of).toList()))
                .text("nextCursor", page.nextCursor())
                .build();
    }

    static JsonObject of(Replayed replayed, boolean dryRun) {
        return JsonObject.with()
                .whole("messages", replayed.messages())
                .flag("dryRun", dryRun)
                .time("nextFrom", replayed.nextFrom())
                .build();
    }
}
