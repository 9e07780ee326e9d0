package io.florin.node.management;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.Unfit;
import io.florin.node.management.ShardMap.Region;
import io.florin.node.management.ShardMap.Spread;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /florin/shards}: by type, where the shards are and how many entities are in memory. What
 * is on its way from one region to another is in none, and neither is what nobody has asked for
 * yet.
 */
record ShardsView(ShardMap shards) implements View {
    @Override
    public CompletionStage<HttpResponse> show(Look look) throws Unfit {
        look.takes(0);
        var types = shards.types().stream().map(name -> shards.of(name).toCompletableFuture());
        var all = types.toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenCompose(_ -> {
                    var items = all.stream().map(CompletableFuture::resultNow);
                    return ManagementViews.json(
                            JsonObject.with()
                                    .value("types", new Items(items.map(ShardsView::json).toList()))
                                    .build());
                });
    }

    private static JsonObject json(Spread type) {
        var regions = type.regions().stream().map(ShardsView::json).toList();
        return JsonObject.with()
                .text("type", type.name())
                .text("state", word(type.state()))
                .whole("placed", type.placed())
                .whole("entities", type.entities())
                .value("regions", new Items(regions))
                .build();
    }

    static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject json(Region region) {
        return JsonObject.with()
                .text("node", region.node())
                .text("member", region.member())
                .flag("answered", region.answered())
                .whole("shards", region.entitiesByShard().size())
                .whole("entities", region.entities())
                .texts("shardIds", region.shardIds())
                .texts("silentShards", new TreeSet<>(region.silent()))
                .build();
    }
}
