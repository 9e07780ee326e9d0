package io.florin.edge.key;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Paging;
import io.florin.edge.answer.Words;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.user.ApiKey;
import java.time.Instant;
import java.util.List;

/** Keys as they are shown; the secret is no part of them. */
final class KeyJson {
    private static final int MAX_SCOPES = 100;

    static final Type<String> NAME = Types.text(1, 100);
    static final Type<ApiKey.Role> ROLE = Words.type(ApiKey.Role.values());
    static final Type<List<String>> SCOPES = Types.list(Types.text(1, 64), 1, MAX_SCOPES);

    private static final Field<String> ID = required("id", LedgerTypes.ID, "The key.");
    private static final Field<String> A_NAME = required("name", NAME, "What people call it.");
    private static final Field<ApiKey.Role> A_ROLE = required("role", ROLE, "What it may.");
    private static final Field<String> AN_APP =
            optional("app", LedgerTypes.ID, "The only app it is for; missing: any.");
    private static final Field<List<String>> SOME_SCOPES =
            required(
                    "scopes",
                    Types.list(Types.text(1, 64), 0, MAX_SCOPES),
                    "What it may; empty: all that its role may.");
    private static final Field<Instant> CREATED_AT =
            required("createdAt", Types.TIME, "When it was made.");
    private static final Field<Instant> EXPIRES_AT =
            optional("expiresAt", Types.TIME, "When it ends by itself.");
    private static final Field<String> CREATED_BY =
            optional(
                    "createdBy",
                    LedgerTypes.ID,
                    "The operator of the app without whose rights it is nothing.");

    static final Shape NEW_KEY =
            Shape.of(
                    "MadeApiKey",
                    ID,
                    required("key", Types.text(1, 255), "Shown here and never again."),
                    A_NAME,
                    A_ROLE,
                    AN_APP,
                    SOME_SCOPES,
                    CREATED_AT,
                    EXPIRES_AT,
                    CREATED_BY);
    static final Shape KEY =
            Shape.of(
                    "ApiKey",
                    ID,
                    A_NAME,
                    A_ROLE,
                    AN_APP,
                    SOME_SCOPES,
                    CREATED_AT,
                    EXPIRES_AT,
                    optional("revokedAt", Types.TIME, "When it was revoked."),
                    optional("lastUsedAt", Types.TIME, "To the minute."),
                    CREATED_BY);
    static final Shape KEYS =
            Shape.of(
                    "ApiKeys",
                    required("items", Types.list(Types.object(KEY), 0, 500), "Newest first."),
                    Paging.NEXT_CURSOR);

    private KeyJson() {}

    static JsonObject of(ApiKey key) {
        return members(JsonObject.with().text("id", key.id()), key);
    }

    /** The only place where a key's text is written. */
    static JsonObject made(ApiKey key, KeyText text) {
        return members(JsonObject.with().text("id", key.id()).text("key", text.text()), key);
    }

    private static JsonObject members(JsonObject.Builder object, ApiKey key) {
        return object.text("name", key.name())
                .text("role", Words.of(key.role()))
                .text("app", key.app())
                .texts("scopes", key.scopes().stream().sorted().toList())
                .time("createdAt", key.createdAt())
                .time("expiresAt", key.expiresAt())
                .time("revokedAt", key.revokedAt())
                .time("lastUsedAt", key.lastUsedAt())
                .text("createdBy", key.createdBy())
                .build();
    }

    static JsonObject of(Page<ApiKey> page) {
        return JsonObject.with()
                .value("items", new Items(page.items().stream().map(KeyJson::of).toList()))
                .text("nextCursor", page.nextCursor())
                .build();
    }
}
