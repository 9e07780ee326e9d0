package io.florin.node.management;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.JsonValue.OtherNumber;
import io.florin.edge.json.Unfit;
import io.florin.node.wallet.HotWallets.Heat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /florin/hot-wallets?top=20}: of this node's wallets those that are asked most often. */
record HotWalletsView(IntFunction<List<Heat>> hottest) implements View {
    private static final int USUALLY = 20;
    private static final int MOST = 100;

    @Override
    public CompletionStage<HttpResponse> show(Look look) throws Unfit {
        int top = look.takes(0, "top").number("top", USUALLY, 1, MOST);
        var items = hottest.apply(top).stream().map(HotWalletsView::json).toList();
        return ManagementViews.json(JsonObject.with().value("items", new Items(items)).build());
    }

    private static JsonObject json(Heat heat) {
        return JsonObject.with()
                .text("app", heat.wallet().app())
                .text("wallet", heat.wallet().id())
                .value("commandsPerSecond", tenths(heat.perSecond()))
                .value("overstatedBy", tenths(heat.overstated()))
                .build();
    }

    private static JsonValue tenths(double number) {
        return new OtherNumber(String.format(Locale.ROOT, "%.1f", number));
    }
}
