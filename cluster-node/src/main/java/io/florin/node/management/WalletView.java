package io.florin.node.management;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Unfit;
import io.florin.node.management.ShardMap.Region;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.cluster.sharding.typed.HashCodeMessageExtractor;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /florin/wallets/{app}/{id}}, or {@code …/{id}} of the app {@code default}: where a wallet
 * lives, whether there is one or not. Its shard follows from its name; whether it is in memory the
 * node of the shard says, and nobody wakes it.
 *
 * @param type the type of entities that wallets are
 * @param numberOfShards the same on every node
 */
record WalletView(ShardMap shards, NodeDesks desks, String type, int numberOfShards)
        implements View {
    private static final String DEFAULT_APP = "default";

    @Override
    public CompletionStage<HttpResponse> show(Look look) throws Unfit {
        var wallet = wallet(look.takes(2));
        var extractor = new HashCodeMessageExtractor<Object>(numberOfShards);
        String shard = extractor.shardId(wallet.toString());
        return shards.of(type)
                .thenCompose(found -> {
                    var holder = found.holderOf(shard);
                    return inMemory(holder, wallet)
                            .thenCompose(inMemory -> {
                                var json =
                                        JsonObject.with()
                                                .text("app", wallet.app())
                                                .text("wallet", wallet.id())
                                                .text("shard", shard)
                                                .text("node", holder.map(Region::node).orElse(null))
                                                .text("shards", ShardsView.word(found.state()));
                                inMemory.ifPresent(is -> json.flag("inMemory", is));
                                return ManagementViews.json(json.build());
                            });
                });
    }

    private CompletionStage<Optional<Boolean>> inMemory(Optional<Region> holder, WalletId wallet) {
        return holder.map(region -> desks.find(region.address(), wallet))
                .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
    }

    private static WalletId wallet(Look look) throws Unfit {
        var path = look.path();
        if (path.isEmpty()) throw Unfit.of(Refusal.NOT_FOUND);
        try {
            return path.size() == 1
                    ? new WalletId(DEFAULT_APP, path.getFirst())
                    : new WalletId(path.getFirst(), path.getLast());
        } catch (IllegalArgumentException _) {
            throw Unfit.of(Refusal.ID_INVALID);
        }
    }
}
