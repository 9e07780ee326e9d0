package io.florin.protocol.codec;

import io.florin.protocol.money.Asset;
import io.florin.protocol.proto.WordsProto;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.SpendingLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** What a wallet may send as Protobuf messages and back. */
public final class LimitWords {
    private LimitWords() {}

    public static List<WordsProto.SpendingLimit> toProto(OwnLimits limits) {
        var protos = new ArrayList<WordsProto.SpendingLimit>(limits.byAsset().size());
        limits.byAsset().forEach((asset, limit) -> protos.add(toProto(asset, limit)));
        return protos;
    }

    private static WordsProto.SpendingLimit toProto(Asset asset, SpendingLimits limits) {
        var proto = WordsProto.SpendingLimit.newBuilder().setAsset(asset.code());
        if (limits.perOperation() != null) proto.setPerOperation(limits.perOperation());
        if (limits.perDay() != null) proto.setPerDay(limits.perDay());
        if (limits.perMonth() != null) proto.setPerMonth(limits.perMonth());
        return proto.build();
    }

    public static OwnLimits fromProto(Collection<WordsProto.SpendingLimit> protos) {
        if (protos.isEmpty()) return OwnLimits.NONE;
        var limits = new LinkedHashMap<Asset, SpendingLimits>();
        for (var proto : protos) limits.put(new Asset(proto.getAsset()), fromProto(proto));
        return new OwnLimits(limits);
    }

    private static SpendingLimits fromProto(WordsProto.SpendingLimit proto) {
        return new SpendingLimits(
                proto.hasPerOperation() ? proto.getPerOperation() : null,
                proto.hasPerDay() ? proto.getPerDay() : null,
                proto.hasPerMonth() ? proto.getPerMonth() : null);
    }
}
