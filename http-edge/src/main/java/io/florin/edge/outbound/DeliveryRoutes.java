package io.florin.edge.outbound;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;
import static io.florin.edge.outbound.EndpointRoutes.ENDPOINT;
import static io.florin.edge.outbound.EndpointRoutes.ONE;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.answer.Words;
import io.florin.edge.caller.Access;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.protocol.outbound.ReplayWish;
import io.florin.protocol.outbound.WebhookDelivery.State;
import io.florin.protocol.outbound.WebhookEndpoints;
import io.florin.protocol.outbound.WebhookEndpoints.DeliveryFilter;
import io.florin.protocol.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /v1/webhook-endpoints/{endpoint}/deliveries}: how it went, and sending again. */
public record DeliveryRoutes(WebhookEndpoints endpoints, Flows flows, IdSource ids) {
    private static final String ALL = ONE + "/deliveries";
    private static final String ONE_DELIVERY = ALL + "/{delivery}";

    private static final Field<String> DELIVERY =
            required("delivery", LedgerTypes.ID, "The delivery's id.");
    private static final Shape PATH = Shape.of("WebhookDeliveryPath", ENDPOINT, DELIVERY);
    private static final Field<State> STATE =
            optional("state", Words.type(State.values()), "Only those in this state.");

    private static final Field<Instant> FROM =
            required("from", Types.TIME, "What happened then, or later.");
    private static final Field<Instant> TO = optional("to", Types.TIME, "And before that.");
    private static final Field<List<String>> EVENTS =
            optional("events", EndpointJson.EVENTS, "Of these types only.");
    private static final Field<Boolean> DRY_RUN =
            optional("dryRun", Types.FLAG, "true: nothing is sent, the answer says what would be.");
    private static final Shape REPLAY = Shape.of("WebhookReplayWish", FROM, TO, EVENTS, DRY_RUN);

    public List<Endpoint> routes() {
        return List.of(
                Operation.get(ALL, "listWebhookDeliveries", "List what was sent, newest first")
                        .forThe(Access.STAFF)
                        .path(EndpointRoutes.PATH)
                        .query(
                                Shape.of(
                                        "WebhookDeliveriesQuery",
                                        STATE,
                                        Paging.CURSOR,
                                        Paging.LIMIT))
                        .answers(200, "A page of them.", DeliveryJson.DELIVERIES)
                        .by(flows.handler(this::list)),
                Operation.get(ONE_DELIVERY, "getWebhookDelivery", "Show a delivery")
                        .forThe(Access.STAFF)
                        .path(PATH)
                        .answers(200, "As it is.", DeliveryJson.DELIVERY)
                        .by(flows.handler(this::show)),
                sending(ONE_DELIVERY + "/replay", "replayWebhookDelivery", "Send it again")
                        .path(PATH)
                        .audited("webhook_delivery.replayed", "webhook_delivery:{delivery}")
                        .by(flows.handler(this::again)),
                sending(ONE + "/test", "testWebhookEndpoint", "Send a webhook.test event")
                        .path(EndpointRoutes.PATH)
                        .audited("webhook_endpoint.tested", "webhook_endpoint:{endpoint}")
                        .by(flows.handler(this::test)),
                Operation.post(ONE + "/replay", "replayWebhooks", "Send what happened again")
                        .forThe(Access.STAFF)
                        .key(Keying.OPTIONAL)
                        .path(EndpointRoutes.PATH)
                        .takes(REPLAY)
                        .audited("webhook_endpoint.replayed", "webhook_endpoint:{endpoint}")
                        .answers(200, "The first 500, oldest first.", DeliveryJson.REPLAYED)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::replay)));
    }

    private static Operation.Builder sending(String template, String name, String summary) {
        return Operation.post(template, name, summary)
                .forThe(Access.STAFF)
                .key(Keying.OPTIONAL)
                .takes(Shape.of("WebhookSending"))
                .answers(200, "The new delivery.", DeliveryJson.DELIVERY)
                .answers(202, "Not known in time.", Answers.PENDING);
    }

    private HttpResponse list(Call call) throws Unfit {
        var query = call.inputs();
        var filter =
                new DeliveryFilter(
                        query.find(STATE), query.find(Paging.CURSOR), Paging.limit(query));
        var app = call.app().name();
        var page = Paging.page(() -> endpoints.deliveries(app, query.get(ENDPOINT), filter));
        return Answers.json(200, DeliveryJson.of(flows.read(page)));
    }

    private HttpResponse show(Call call) throws Unfit {
        var inputs = call.inputs();
        var endpoint = inputs.get(ENDPOINT);
        var found =
                flows.read(endpoints.delivery(call.app().name(), endpoint, inputs.get(DELIVERY)));
        if (found.isEmpty()) throw Unfit.of(Refusal.WEBHOOK_DELIVERY_NOT_FOUND);
        return Answers.json(200, DeliveryJson.of(found.get()));
    }

    private HttpResponse again(Call call) throws Unfit, Doubtful {
        var inputs = call.inputs();
        var endpoint = inputs.get(ENDPOINT);
        var old = inputs.get(DELIVERY);
        var id = newId(call, "webhook-replay", old);
        var sent = endpoints.replay(call.app().name(), endpoint, old, id);
        return Answers.json(
                200, DeliveryJson.of(Replies.done(flows.change(sent, address(endpoint, id)))));
    }

    private HttpResponse test(Call call) throws Unfit, Doubtful {
        var endpoint = call.inputs().get(ENDPOINT);
        var id = newId(call, "webhook-test", endpoint);
        var sent = endpoints.test(call.app().name(), endpoint, id);
        return Answers.json(
                200, DeliveryJson.of(Replies.done(flows.change(sent, address(endpoint, id)))));
    }

    private static Address address(String endpoint, String id) {
        return new Address(id, EndpointRoutes.address(endpoint).location() + "/deliveries/" + id);
    }

    /** A repeat under the same Idempotency-Key meets the same delivery. */
    private String newId(Call call, String what, String of) {
        var key = call.key();
        var id =
                key == null
                        ? ids.next()
                        : DerivedId.of(what, call.app().name(), call.caller().name(), of, key);
        return id.toString();
    }

    private HttpResponse replay(Call call) throws Unfit, Doubtful {
        var body = call.body();
        var endpoint = call.inputs().get(ENDPOINT);
        boolean dry = body.or(DRY_RUN, false);
        var key = call.key();
        var wish =
                new ReplayWish(
                        body.get(FROM),
                        body.find(TO),
                        body.find(EVENTS),
                        dry,
                        key == null ? null : call.caller().name() + "/" + key);
        var sent = endpoints.replay(call.app().name(), endpoint, wish);
        return Answers.json(
                200,
                DeliveryJson.of(
                        Replies.done(flows.change(sent, EndpointRoutes.address(endpoint))), dry));
    }
}
