package io.florin.edge.answer;

import static io.florin.edge.json.Field.optional;

import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.SpendingLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one wallet may send of each asset, read and written in the same form. */
public final class LimitsJson {
    private static final Field<Long> PER_OPERATION =
            optional("perOperation", LedgerTypes.LIMIT, "The most that is sent at once.");
    private static final Field<Long> PER_DAY =
            optional("perDay", LedgerTypes.LIMIT, "The most in a UTC day.");
    private static final Field<Long> PER_MONTH =
            optional("perMonth", LedgerTypes.LIMIT, "The most in a UTC month.");

    /** By asset; an empty object leaves the asset to the app's limits. */
    public static final Type<Map<String, Body>> TYPE =
            Types.map(
                    Types.object(Shape.of("SpendingLimits", PER_OPERATION, PER_DAY, PER_MONTH)),
                    OwnLimits.MAX_ASSETS,
                    LedgerTypes.MAX_ASSET_CHARS);

    private LimitsJson() {}

    public static SpendingLimits read(Body limits) {
        return new SpendingLimits(
                limits.find(PER_OPERATION), limits.find(PER_DAY), limits.find(PER_MONTH));
    }

    /** Null if there is none. */
    static @Nullable JsonObject of(OwnLimits limits) {
        if (limits.byAsset().isEmpty()) return null;
        var object = JsonObject.with();
        limits.byAsset().forEach((asset, limit) -> object.value(asset.code(), of(limit)));
        return object.build();
    }

    private static JsonObject of(SpendingLimits limits) {
        return JsonObject.with()
                .wholeIfAny("perOperation", limits.perOperation())
                .wholeIfAny("perDay", limits.perDay())
                .wholeIfAny("perMonth", limits.perMonth())
                .build();
    }
}
