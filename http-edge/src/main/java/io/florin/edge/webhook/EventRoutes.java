package io.florin.edge.webhook;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.answer.Words;
import io.florin.edge.caller.Access;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.InDoubt;
import io.florin.protocol.job.JobReply.NotTaken;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.webhook.EventFilter;
import io.florin.protocol.webhook.StoredEvent;
import io.florin.protocol.webhook.StoredEvent.State;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.Webhooks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** {@code /v1/webhook-events}: what providers told us, and having it worked on once more. */
public record EventRoutes(Webhooks webhooks, Answers answers, Flows flows, IdSource ids) {
    private static final String ONE = "/v1/webhook-events/{event}";
    private static final int MAX_BODY_CHARS = 4_194_304;
    private static final Type<String> NAME = Types.text(1, WebhookEvent.MAX_CHARS);

    private static final Field<String> EVENT = required("event", LedgerTypes.ID, "Ours, of it.");
    private static final Shape PATH = Shape.of("WebhookEventPath", EVENT);
    private static final Field<String> PROVIDER =
            optional("provider", LedgerTypes.ID, "Only those of this provider's endpoint.");
    private static final Field<State> STATE =
            optional("state", Words.type(State.values()), "Only those in this state.");
    private static final Shape QUERY =
            Shape.of("WebhookEventsQuery", PROVIDER, STATE, Paging.CURSOR, Paging.LIMIT);
    private static final Shape NOTHING = Shape.of("NoFields");

    private static final Shape STORED =
            Shape.of(
                    "WebhookEvent",
                    required("id", LedgerTypes.ID, "Ours."),
                    required("provider", LedgerTypes.ID, "Whose endpoint it came to."),
                    required("profile", LedgerTypes.ID, "How that reads and verifies."),
                    required("event", NAME, "The provider's own id of it."),
                    optional("type", NAME, "What kind of event."),
                    optional("object", NAME, "What has changed."),
                    required("state", Words.type(State.values()), "Of the work on it."),
                    required("receivedAt", Types.TIME, "When it came."),
                    optional("endedAt", Types.TIME, "When the work ended."),
                    optional("body", Types.text(0, MAX_BODY_CHARS), "As it came; not in lists."));
    private static final Shape PAGE =
            Shape.of(
                    "WebhookEvents",
                    required(
                            "items", Types.list(Types.object(STORED), 0, 500), "The newest first."),
                    Paging.NEXT_CURSOR);
    private static final Shape REPLAY =
            Shape.of(
                    "WebhookReplay",
                    required("event", LedgerTypes.ID, "What is worked on."),
                    required("job", LedgerTypes.ID, "Which job does it."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.get("/v1/webhook-events", "listWebhookEvents", "What providers told us")
                        .forThe(Access.OPERATOR)
                        .query(QUERY)
                        .answers(200, "A page of it.", PAGE)
                        .by(this::list),
                Operation.get(ONE, "getWebhookEvent", "Show what a provider told us")
                        .forThe(Access.OPERATOR)
                        .path(PATH)
                        .answers(200, "The event with its body.", STORED)
                        .by(flows.handler(this::show)),
                Operation.post(ONE + "/replay", "replayWebhookEvent", "Work on an event once more")
                        .forThe(Access.OPERATOR)
                        .key(Keying.OPTIONAL)
                        .path(PATH)
                        .takes(NOTHING)
                        .audited("webhook_event.replayed", "webhook-event:{event}")
                        .answers(202, "A job will; what is done already is not done again.", REPLAY)
                        .by(flows.handler(this::replay)));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        var query = call.inputs();
        var filter =
                new EventFilter(
                        call.app().name(),
                        query.find(PROVIDER),
                        query.find(STATE),
                        Paging.limit(query),
                        query.find(Paging.CURSOR));
        return answers.read(
                Paging.page(() -> webhooks.list(filter)),
                page ->
                        Answers.json(
                                200,
                                JsonObject.with()
                                        .value("items", items(page.items()))
                                        .text("nextCursor", page.nextCursor())
                                        .build()));
    }

    private static Items items(List<StoredEvent> events) {
        return new Items(events.stream().map(stored -> json(stored).build()).toList());
    }

    private HttpResponse show(Call call) throws Unfit {
        var found = flows.read(webhooks.find(call.app().name(), call.inputs().get(EVENT)));
        var stored = found.orElseThrow(() -> Unfit.of(Refusal.WEBHOOK_EVENT_UNKNOWN));
        var body = new String(stored.event().body().bytes(), StandardCharsets.UTF_8);
        return Answers.json(200, json(stored).text("body", body).build());
    }

    private static JsonObject.Builder json(StoredEvent stored) {
        var event = stored.event();
        var subject = event.subject();
        return JsonObject.with()
                .text("id", event.id())
                .text("provider", event.provider())
                .text("profile", event.profile())
                .text("event", subject.event())
                .text("type", subject.type())
                .text("object", subject.object())
                .text("state", Words.of(stored.state()))
                .time("receivedAt", event.receivedAt())
                .time("endedAt", stored.endedAt());
    }

    private HttpResponse replay(Call call) throws Unfit, Doubtful {
        String app = call.app().name();
        String event = call.inputs().get(EVENT);
        String key = call.key();
        var job =
                new JobId(
                        (key == null ? ids.next() : DerivedId.of("webhook-replay", app, event, key))
                                .toString());
        var address = Address.job(null, job);
        return switch (flows.change(webhooks.replay(app, event, job), address)) {
            case Taken(_, var replayed) -> begun(event, address, replayed);
            case Denied(var denial, _) -> throw new Unfit(denial);
            case NotTaken(var why) -> throw Unfit.of(why);
            case InDoubt() -> throw new Doubtful(address);
            case OpenAlready open -> throw new IllegalStateException("No unique key: " + open);
        };
    }

    private static HttpResponse begun(String event, Address job, boolean replayed) {
        var response =
                Answers.json(
                                202,
                                JsonObject.with()
                                        .text("event", event)
                                        .text("job", job.id())
                                        .build())
                        .addHeader(RawHeader.create("Location", job.location()));
        return replayed ? response.addHeader(Answers.REPLAYED) : response;
    }
}
