package io.florin.edge.webhook;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Words;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.Secret;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import io.florin.edge.operation.Traffic;
import io.florin.edge.signature.Flaw;
import io.florin.edge.signature.Headers;
import io.florin.edge.signature.Verdict.Genuine;
import io.florin.edge.signature.Verdict.Refused;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.webhook.RawBytes;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.Webhooks;
import io.florin.protocol.webhook.Webhooks.Receipt;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /webhooks/{provider}}: what providers tell. Nothing of a message is read before its
 * signature was found good, and nothing that was not is stored.
 */
public record WebhookRoutes(
        WebhookSettings settings,
        Webhooks webhooks,
        Answers answers,
        InstantSource clock,
        IdSource ids,
        Traffic traffic,
        RefusedMessages refused) {
    /** The rate limit of these calls. */
    public static final String RATE_LIMIT = "webhook";

    private static final Field<String> PROVIDER =
            required("provider", LedgerTypes.ID, "As the settings name the provider's endpoint.");
    private static final Shape PATH = Shape.of("WebhookPath", PROVIDER);

    private static final Field<String> MODE = required("hub.mode", Types.text(1, 64), "subscribe.");
    private static final Field<String> TOKEN =
            required("hub.verify_token", Types.text(1, 255), "What was agreed on.");
    private static final Field<String> CHALLENGE =
            required("hub.challenge", Types.text(1, 255), "What to say back.");
    private static final Shape HANDSHAKE = Shape.of("Handshake", MODE, TOKEN, CHALLENGE);
    private static final String SUBSCRIBE = "subscribe";

    private static final Shape RECEIPT =
            Shape.of(
                    "WebhookReceipt",
                    required("state", Words.type(Receipt.values()), "It is safe, either way."),
                    optional("id", Types.text(1, 64), "Ours, of what was stored."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/webhooks/{provider}", "takeWebhook", "Take a provider's message")
                        .forThe(Access.ANYONE)
                        .limited(RATE_LIMIT)
                        .path(PATH)
                        .takesRaw(settings.maxBodyBytes())
                        .answers(200, "Stored, now or before; the work comes later.", RECEIPT)
                        .by(this::take),
                Operation.get("/webhooks/{provider}", "shakeHands", "Prove that this is the place")
                        .forThe(Access.ANYONE)
                        .limited(RATE_LIMIT)
                        .path(PATH)
                        .query(HANDSHAKE)
                        .answers(200, "The challenge, as plain text.", null)
                        .by(this::shakeHands));
    }

    private CompletionStage<HttpResponse> take(Call call) throws Unfit {
        var source = source(call);
        var headers = headers(call);
        var verifier = source.verifier();
        var now = clock.instant();
        return switch (verifier.verify(headers, call.raw(), now)) {
            case Refused(var why, var sentence) -> {
                refused.add(source.name(), why);
                traffic.webhook(source.name(), why);
                throw new Unfit(refusal(why), sentence);
            }
            case Genuine() -> {
                var signedId = verifier.profile().id(headers);
                yield store(
                        new WebhookEvent(
                                ids.next().toString(),
                                source.app(),
                                source.name(),
                                source.profile(),
                                source.reading().of(signedId, call.raw()),
                                now,
                                kept(headers, verifier.profile().headers()),
                                new RawBytes(call.raw())));
            }
        };
    }

    private CompletionStage<HttpResponse> store(WebhookEvent event) {
        return answers.read(
                webhooks.store(event),
                receipt -> {
                    traffic.webhook(event.provider(), receipt);
                    return Answers.json(200, json(event, receipt));
                });
    }

    private static JsonObject json(WebhookEvent event, Receipt receipt) {
        return JsonObject.with()
                .text("state", Words.of(receipt))
                .text("id", receipt == Receipt.STORED ? event.id() : null)
                .build();
    }

    private Source source(Call call) throws Unfit {
        return settings.find(call.inputs().get(PROVIDER))
                .orElseThrow(() -> Unfit.of(Refusal.WEBHOOK_UNKNOWN));
    }

    private static Headers headers(Call call) {
        return name ->
                StreamSupport.stream(call.request().getHeaders().spliterator(), false)
                        .filter(header -> header.is(name.toLowerCase(Locale.ROOT)))
                        .map(HttpHeader::value)
                        .toList();
    }

    private static Map<String, String> kept(Headers headers, List<String> names) {
        var kept = new HashMap<String, String>();
        for (String name : names) {
            headers.all(name).forEach(value -> kept.put(name.toLowerCase(Locale.ROOT), value));
        }
        return kept;
    }

    private static Refusal refusal(Flaw flaw) {
        return switch (flaw) {
            case MISSING -> Refusal.WEBHOOK_SIGNATURE_MISSING;
            case MALFORMED -> Refusal.WEBHOOK_SIGNATURE_MALFORMED;
            case MISMATCH -> Refusal.WEBHOOK_SIGNATURE_MISMATCH;
            case TOO_OLD -> Refusal.WEBHOOK_SIGNATURE_TOO_OLD;
            case IN_FUTURE -> Refusal.WEBHOOK_SIGNATURE_IN_FUTURE;
        };
    }

    private CompletionStage<HttpResponse> shakeHands(Call call) throws Unfit {
        Secret agreed = source(call).handshake();
        if (agreed == null) throw Unfit.of(Refusal.WEBHOOK_UNKNOWN);
        var inputs = call.inputs();
        boolean knows = agreed.matches(inputs.get(TOKEN));
        if (!knows || !inputs.get(MODE).equals(SUBSCRIBE)) {
            throw Unfit.of(Refusal.WEBHOOK_HANDSHAKE_WRONG);
        }
        return CompletableFuture.completedStage(
                HttpResponse.create()
                        .withEntity(
                                HttpEntities.create(
                                        ContentTypes.TEXT_PLAIN_UTF8, inputs.get(CHALLENGE))));
    }
}
