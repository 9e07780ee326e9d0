package io.florin.edge.outbound;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
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
import io.florin.edge.trail.Origin;
import io.florin.edge.trail.Recorder;
import io.florin.edge.trail.Witness;
import io.florin.protocol.outbound.EndpointChange;
import io.florin.protocol.outbound.NewWebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoints;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trail.AuditTrail;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * {@code /v1/webhook-endpoints}: make, show, change, delete, and new secrets. An answer that holds
 * a secret is not stored anywhere, so neither is it replayed, nor is it in the audit trail: there
 * stands the endpoint without it.
 */
public record EndpointRoutes(
        WebhookEndpoints endpoints,
        AuditTrail trail,
        Witness witness,
        EndpointSecrets secrets,
        Flows flows,
        IdSource ids) {
    static final String ALL = "/v1/webhook-endpoints";
    static final String ONE = ALL + "/{endpoint}";

    static final Field<String> ENDPOINT =
            required("endpoint", LedgerTypes.ID, "The endpoint's id.");
    static final Shape PATH = Shape.of("WebhookEndpointPath", ENDPOINT);

    private static final int MAX_OVERLAP_SECONDS = 604_800;
    private static final long OVERLAP_SECONDS = 86_400;

    private static final Field<String> URL =
            required("url", EndpointJson.URL, "https://, a public address, no credentials.");
    private static final Field<List<String>> EVENTS =
            required("events", EndpointJson.EVENTS, "Which types of events.");
    private static final Field<String> DESCRIPTION =
            optional("description", EndpointJson.DESCRIPTION, "For people.");
    private static final Shape NEW = Shape.of("NewWebhookEndpoint", URL, EVENTS, DESCRIPTION);

    private static final Field<String> OTHER_URL =
            optional("url", EndpointJson.URL, "Another one.");
    private static final Field<List<String>> OTHER_EVENTS =
            optional("events", EndpointJson.EVENTS, "All of them, from now on.");
    private static final Field<Boolean> ENABLED =
            optional("enabled", Types.FLAG, "false: it is told nothing until it is true again.");
    private static final Shape CHANGE =
            Shape.of("WebhookEndpointChange", OTHER_URL, OTHER_EVENTS, DESCRIPTION, ENABLED);

    private static final Field<Long> OVERLAP =
            optional(
                    "overlapSeconds",
                    Types.whole(0, MAX_OVERLAP_SECONDS),
                    "How long the secret before signs, too: a day, if left out.");
    private static final Shape ROTATION = Shape.of("SecretRotation", OVERLAP);

    public List<Endpoint> routes() {
        return Stream.concat(withSecrets().stream(), withoutSecrets().stream()).toList();
    }

    private List<Endpoint> withSecrets() {
        return List.of(
                Operation.post(ALL, "createWebhookEndpoint", "Tell a system of yours of events")
                        .forThe(Access.STAFF)
                        .key(Keying.OPTIONAL)
                        .takes(NEW)
                        .answers(201, "Its secret is shown this once.", EndpointJson.WITH_SECRET)
                        .answers(202, "Not known in time; its secret is lost.", Answers.PENDING)
                        .by(flows.handler(this::create)),
                Operation.post(ONE + "/secret", "rotateWebhookSecret", "Make a new secret")
                        .forThe(Access.STAFF)
                        .path(PATH)
                        .takes(ROTATION)
                        .answers(200, "The secret is shown this once.", EndpointJson.WITH_SECRET)
                        .answers(202, "Not known in time; it is lost.", Answers.PENDING)
                        .by(flows.handler(this::rotate)));
    }

    private List<Endpoint> withoutSecrets() {
        return List.of(
                Operation.get(ALL, "listWebhookEndpoints", "List the app's, newest first")
                        .forThe(Access.STAFF)
                        .query(Shape.of("WebhookEndpointsQuery", Paging.CURSOR, Paging.LIMIT))
                        .answers(200, "A page of them.", EndpointJson.ENDPOINTS)
                        .by(flows.handler(this::list)),
                Operation.get(ONE, "getWebhookEndpoint", "Show one")
                        .forThe(Access.STAFF)
                        .path(PATH)
                        .answers(200, "The endpoint as it is.", EndpointJson.ENDPOINT)
                        .by(flows.handler(this::show)),
                Operation.patch(ONE, "changeWebhookEndpoint", "Change one, or switch it on or off")
                        .forThe(Access.STAFF)
                        .path(PATH)
                        .takes(CHANGE)
                        .audited("webhook_endpoint.changed", "webhook_endpoint:{endpoint}")
                        .answers(200, "The endpoint after that.", EndpointJson.ENDPOINT)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::change)),
                Operation.delete(ONE, "deleteWebhookEndpoint", "Tell it nothing any more")
                        .forThe(Access.STAFF)
                        .path(PATH)
                        .audited("webhook_endpoint.deleted", "webhook_endpoint:{endpoint}")
                        .answers(200, "As it was; its secrets are gone.", EndpointJson.ENDPOINT)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::delete)));
    }

    private HttpResponse create(Call call) throws Unfit, Doubtful {
        var body = call.body();
        var id = newId(call, ids);
        var secret = secrets.make();
        var wanted =
                new NewWebhookEndpoint(
                        id,
                        call.app().name(),
                        body.get(URL),
                        body.get(EVENTS),
                        body.find(DESCRIPTION),
                        secret.sealed());
        asked(call, "webhook_endpoint.created", id);
        var made = Replies.done(flows.change(endpoints.create(wanted), address(id)));
        return shown(call, "webhook_endpoint.created", 201, made, secret);
    }

    /** A repeat under the same Idempotency-Key meets the same endpoint. */
    private static String newId(Call call, IdSource ids) {
        var key = call.key();
        var id =
                key == null
                        ? ids.next()
                        : DerivedId.of(
                                "webhook-endpoint", call.app().name(), call.caller().name(), key);
        return id.toString();
    }

    static Address address(String id) {
        return new Address(id, ALL + "/" + id);
    }

    private void asked(Call call, String kind, String id) throws Unfit {
        var entry =
                witness.entry(
                        Origin.of(call), kind + Recorder.ASKED, target(id), null, call.sent());
        flows.read(trail.append(entry));
    }

    private static String target(String id) {
        return "webhook_endpoint:" + id;
    }

    private HttpResponse shown(
            Call call,
            String kind,
            int status,
            WebhookEndpoint endpoint,
            EndpointSecrets.Secret secret)
            throws Unfit, Doubtful {
        var entry =
                witness.entry(
                        Origin.of(call),
                        kind,
                        target(endpoint.id()),
                        null,
                        EndpointJson.of(endpoint));
        flows.change(trail.append(entry), address(endpoint.id()));
        var response =
                Answers.json(status, EndpointJson.of(endpoint, secret.text()))
                        .addHeader(RawHeader.create("Cache-Control", "no-store"));
        return status == 201
                ? response.addHeader(
                        RawHeader.create("Location", address(endpoint.id()).location()))
                : response;
    }

    private HttpResponse list(Call call) throws Unfit {
        var query = call.inputs();
        var app = call.app().name();
        var cursor = query.find(Paging.CURSOR);
        var page = Paging.page(() -> endpoints.list(app, cursor, Paging.limit(query)));
        return Answers.json(200, EndpointJson.of(flows.read(page)));
    }

    private HttpResponse show(Call call) throws Unfit {
        var found = flows.read(endpoints.find(call.app().name(), call.inputs().get(ENDPOINT)));
        if (found.isEmpty()) throw Unfit.of(Refusal.WEBHOOK_ENDPOINT_NOT_FOUND);
        return Answers.json(200, EndpointJson.of(found.get()));
    }

    private HttpResponse change(Call call) throws Unfit, Doubtful {
        var body = call.body();
        var id = call.inputs().get(ENDPOINT);
        var change =
                new EndpointChange(
                        body.find(OTHER_URL),
                        body.find(OTHER_EVENTS),
                        body.find(DESCRIPTION),
                        body.find(ENABLED));
        var changed = endpoints.change(call.app().name(), id, change);
        return Answers.json(200, EndpointJson.of(Replies.done(flows.change(changed, address(id)))));
    }

    private HttpResponse rotate(Call call) throws Unfit, Doubtful {
        var id = call.inputs().get(ENDPOINT);
        var overlap = Duration.ofSeconds(call.body().or(OVERLAP, OVERLAP_SECONDS));
        var secret = secrets.make();
        asked(call, "webhook_endpoint.secret_changed", id);
        var rotated = endpoints.rotate(call.app().name(), id, secret.sealed(), overlap);
        var endpoint = Replies.done(flows.change(rotated, address(id)));
        return shown(call, "webhook_endpoint.secret_changed", 200, endpoint, secret);
    }

    private HttpResponse delete(Call call) throws Unfit, Doubtful {
        var id = call.inputs().get(ENDPOINT);
        var deleted = endpoints.delete(call.app().name(), id);
        return Answers.json(200, EndpointJson.of(Replies.done(flows.change(deleted, address(id)))));
    }
}
