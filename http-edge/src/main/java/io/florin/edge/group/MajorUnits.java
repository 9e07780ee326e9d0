package io.florin.edge.group;

import io.florin.edge.caller.App;
import io.florin.edge.json.Decimals;
import io.florin.edge.json.JsonValue.OtherNumber;
import io.florin.edge.json.Type;
import io.florin.protocol.ledger.Tally;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;

/** The one asset of an app whose interface names none, with its decimals. */
public record MajorUnits(Asset asset, int scale) {
    /** Throws {@link IllegalArgumentException} if the app has no asset, or several. */
    public static MajorUnits of(App app) {
        if (app.scales().size() != 1) {
            throw new IllegalArgumentException(
                    ("The interface of the app %s names no asset, so its file needs exactly"
                                    + " one: set assets.")
                            .formatted(app.name()));
        }
        var only = app.scales().entrySet().iterator().next();
        return new MajorUnits(only.getKey(), only.getValue());
    }

    /** Of an amount that moves. */
    public Type<Long> amount() {
        return Decimals.minorUnits(scale, 1);
    }

    /** Of what somebody has. */
    public Type<Long> balance() {
        return Decimals.minorUnits(scale, 0);
    }

    /** Of what is written only. */
    public Type<Long> written() {
        return Decimals.written(scale);
    }

    public Money money(long minor) {
        return new Money(asset, minor);
    }

    public OtherNumber of(long minor) {
        return Decimals.of(minor, scale);
    }

    public OtherNumber of(Tally tally) {
        return Decimals.of(tally.sum(), scale);
    }
}
