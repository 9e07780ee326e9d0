package io.florin.edge.key;

import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.Apps;
import io.florin.edge.identity.IdSource;
import io.florin.edge.identity.Randomness;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Cause;
import io.florin.edge.problem.Problem;
import io.florin.edge.trail.Origin;
import io.florin.edge.trail.Witness;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.ApiKeys;
import io.florin.protocol.user.StoredKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/api-keys}: make, show, revoke. A key and its entry in the audit trail are stored
 * together. The answer that holds the secret is not stored, so it cannot be replayed: a repeat
 * under the same Idempotency-Key meets the key that was made and is refused.
 *
 * @param scopes of all operations beside these
 */
public record KeyRoutes(
        ApiKeys keys,
        Answers answers,
        Apps apps,
        Set<String> scopes,
        InstantSource clock,
        IdSource ids,
        Randomness randomness) {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRoutes.class);
    private static final String KEYS = "/v1/api-keys";
    private static final String ONE_KEY = KEYS + "/{key}";

    private static final Field<String> KEY = required("key", LedgerTypes.ID, "The key's id.");
    private static final Shape KEY_PATH = Shape.of("ApiKeyPath", KEY);

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post(KEYS, "createApiKey", "Make a key; recorded as api_key.created")
                        .forThe(Access.OPERATOR)
                        .key(Keying.OPTIONAL)
                        .takes(NewKeys.BODY)
                        .answers(201, "The key, its text for the only time.", KeyJson.NEW_KEY)
                        .answers(202, "Not known in time; its text is lost.", Answers.PENDING)
                        .by(this::create),
                Operation.get(KEYS, "listApiKeys", "List keys, newest first")
                        .forThe(Access.OPERATOR)
                        .query(Shape.of("ApiKeysQuery", Paging.CURSOR, Paging.LIMIT))
                        .answers(200, "A page of them.", KeyJson.KEYS)
                        .by(this::list),
                Operation.get(ONE_KEY, "getApiKey", "Show a key")
                        .forThe(Access.OPERATOR)
                        .path(KEY_PATH)
                        .answers(200, "The key as it is.", KeyJson.KEY)
                        .by(this::show),
                Operation.delete(ONE_KEY, "revokeApiKey", "Revoke; recorded as api_key.revoked")
                        .forThe(Access.OPERATOR)
                        .path(KEY_PATH)
                        .answers(200, "The key, revoked; it stops within 5 s.", KeyJson.KEY)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(this::revoke));
    }

    private CompletionStage<HttpResponse> create(Call call) throws Unfit {
        var key = newKeys().make(call, now());
        var text = KeyText.of(randomness.bytes(KeyText.SECRET_BYTES), key.id());
        var entry = entry(call, key, "api_key.created", null, KeyJson.of(key));
        return keys.create(new StoredKey(key, text.hash()), entry)
                .handle((created, failure) -> {
                    if (failure != null) return inDoubt(key.id(), failure);
                    return created
                            ? Answers.json(201, KeyJson.made(key, text))
                                    .addHeader(RawHeader.create("Location", location(key.id())))
                                    .addHeader(RawHeader.create("Cache-Control", "no-store"))
                            : exists(key.id());
                });
    }

    /** A key may have the scopes of these operations, too. */
    private NewKeys newKeys() {
        var all = new HashSet<>(scopes);
        for (var endpoint : endpoints()) all.add(endpoint.operation().scope());
        return new NewKeys(apps, all, ids);
    }

    private HttpResponse exists(String id) {
        return answers.problems()
                .response(
                        new Problem(
                                Refusal.API_KEY_EXISTS,
                                Refusal.API_KEY_EXISTS.sentence(),
                                JsonObject.with().text("id", id).build()));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        var query = call.inputs();
        return answers.read(
                Paging.page(() ->
                        keys.list(
                                Reach.of(call).app(),
                                query.find(Paging.CURSOR),
                                Paging.limit(query))),
                page -> Answers.json(200, KeyJson.of(page)));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return answers.read(
                find(call),
                found ->
                        found.map(key -> Answers.json(200, KeyJson.of(key))).orElseGet(this::none));
    }

    /** A key of an app that the caller does not reach is as good as none. */
    private CompletionStage<Optional<ApiKey>> find(Call call) {
        var reach = Reach.of(call);
        return keys.find(call.inputs().get(KEY))
                .thenApply(found -> found.map(StoredKey::key).filter(reach::covers));
    }

    /** Asks first, for the entry says what was before; a repeat changes and records nothing. */
    private CompletionStage<HttpResponse> revoke(Call call) {
        return find(call)
                .handle((found, failure) -> {
                    if (failure != null) return answers.read(failed(failure), _ -> none());
                    if (found.isEmpty()) return CompletableFuture.completedStage(none());
                    var key = found.get();
                    return key.revokedAt() == null
                            ? revoke(call, key)
                            : CompletableFuture.completedStage(Answers.json(200, KeyJson.of(key)));
                })
                .thenCompose(Function.identity());
    }

    private static CompletionStage<ApiKey> failed(Throwable failure) {
        return CompletableFuture.failedStage(failure);
    }

    private CompletionStage<HttpResponse> revoke(Call call, ApiKey key) {
        var now = now();
        var before = KeyJson.of(key);
        var after = JsonObject.with().all(before).time("revokedAt", now).build();
        return keys.revoke(key.id(), now, entry(call, key, "api_key.revoked", before, after))
                .handle((revoked, failure) -> {
                    if (failure != null) return inDoubt(key.id(), failure);
                    return revoked.map(it -> Answers.json(200, KeyJson.of(it)))
                            .orElseGet(this::none);
                });
    }

    private HttpResponse none() {
        return answers.problems().response(Problem.of(Refusal.API_KEY_NOT_FOUND));
    }

    private static HttpResponse inDoubt(String id, Throwable failure) {
        LOG.warn("Key {} is in doubt: {}", id, Cause.of(failure).toString());
        return Answers.pending(Address.apiKey(id));
    }

    private static String location(String id) {
        return Address.apiKey(id).location();
    }

    private AuditEntry entry(
            Call call,
            ApiKey key,
            String kind,
            @Nullable JsonObject before,
            @Nullable JsonObject after) {
        String app = key.app() == null ? call.app().name() : key.app();
        String target = "api_key:" + key.id();
        var origin = Origin.of(call).in(app);
        return new Witness(ids, clock).entry(origin, kind, target, before, after);
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
