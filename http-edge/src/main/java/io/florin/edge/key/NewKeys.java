package io.florin.edge.key;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.caller.Apps;
import io.florin.edge.caller.Caller;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.user.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a key of what was asked for, or throws what does not fit.
 *
 * @param scopes that a key may have
 */
record NewKeys(Apps apps, Set<String> scopes, IdSource ids) {
    private static final Field<String> NAME = required("name", KeyJson.NAME, "For people.");
    private static final Field<ApiKey.Role> ROLE =
            required("role", KeyJson.ROLE, "What it may at most.");
    private static final Field<String> APP =
            optional("app", LedgerTypes.ID, "The only app it is for; any, or yours, if left out.");
    private static final Field<List<String>> SCOPES =
            optional(
                    "scopes",
                    KeyJson.SCOPES,
                    "What it may, such as wallets:read; all that its role may, if left out.");
    private static final Field<Instant> EXPIRES_AT =
            optional("expiresAt", Types.TIME, "When it ends by itself; never, if left out.");
    static final Shape BODY = Shape.of("NewApiKey", NAME, ROLE, APP, SCOPES, EXPIRES_AT);

    ApiKey make(Call call, Instant now) throws Unfit {
        Body body = call.body();
        Instant expiresAt = body.find(EXPIRES_AT);
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new Unfit(Refusal.FIELD_INVALID, "must be in the future.").in(EXPIRES_AT.name());
        }
        var reach = Reach.of(call);
        return new ApiKey(
                newId(call),
                reach.app(app(body)),
                body.get(NAME),
                body.get(ROLE),
                reach.scopes(knownScopes(body)),
                now,
                expiresAt,
                null,
                null,
                maker(call));
    }

    /** A key of a key owes its rights to the same user. */
    private static @Nullable String maker(Call call) {
        var identity = call.identity();
        return identity.caller() instanceof Caller.User user ? user.id() : identity.maker();
    }

    private @Nullable String app(Body body) throws Unfit {
        String wanted = body.find(APP);
        if (wanted == null || apps.find(wanted).isPresent()) return wanted;
        throw new Unfit(Refusal.FIELD_INVALID, "must be an app of this installation.")
                .in(APP.name());
    }

    private Set<String> knownScopes(Body body) throws Unfit {
        var wanted = Set.copyOf(body.or(SCOPES, List.of()));
        if (scopes.containsAll(wanted)) return wanted;
        throw new Unfit(
                        Refusal.FIELD_INVALID,
                        "must be among %s.".formatted(String.join(", ", new TreeSet<>(scopes))))
                .in(SCOPES.name());
    }

    /** A repeat under the same Idempotency-Key meets the same key. */
    private String newId(Call call) {
        String key = call.key();
        var id =
                key == null
                        ? ids.next()
                        : DerivedId.of("api-key", call.app().name(), call.caller().name(), key);
        return id.toString();
    }
}
