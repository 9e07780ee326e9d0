package io.florin.protocol.codec;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.proto.ReplyProto;
import io.florin.protocol.wallet.Answer.Direction;
import io.florin.protocol.wallet.Answer.OfMovement;
import io.florin.protocol.wallet.Answer.OfSettings;
import io.florin.protocol.wallet.WalletView;
import java.util.ArrayList;

/** Answers about the wallet itself. */
final class WalletViews {
    private WalletViews() {}

    static ReplyProto.Wallet toProto(WalletView wallet) {
        var proto =
                ReplyProto.Wallet.newBuilder()
                        .setId(wallet.id().toString())
                        .setOwner(wallet.owner())
                        .setStatus(WireEnums.toProto(wallet.status()))
                        .setDebits(WireEnums.toProto(wallet.debits()))
                        .setCredits(WireEnums.toProto(wallet.credits()))
                        .addAllOverdraft(Wire.toProto(wallet.overdraft()))
                        .addAllLimits(LimitWords.toProto(wallet.limits()))
                        .addAllMetadata(Wire.pairs(wallet.metadata()))
                        .setVersion(wallet.version())
                        .setCreatedAt(Wire.micros(wallet.createdAt()));
        for (var line : wallet.balances()) {
            proto.addBalances(
                    ReplyProto.AssetLine.newBuilder()
                            .setAsset(line.asset().code())
                            .setPosted(line.posted())
                            .setHeld(line.held())
                            .setAvailable(line.available()));
        }
        return proto.build();
    }

    static WalletView fromProto(ReplyProto.Wallet proto) {
        var balances = new ArrayList<WalletView.AssetView>(proto.getBalancesCount());
        for (var line : proto.getBalancesList()) {
            balances.add(
                    new WalletView.AssetView(
                            new Asset(line.getAsset()),
                            line.getPosted(),
                            line.getHeld(),
                            line.getAvailable()));
        }
        return new WalletView(
                WalletId.parse(proto.getId()),
                proto.getOwner(),
                WireEnums.fromProto(proto.getStatus()),
                WireEnums.fromProto(proto.getDebits()),
                WireEnums.fromProto(proto.getCredits()),
                Wire.limits(proto.getOverdraftList()),
                LimitWords.fromProto(proto.getLimitsList()),
                Wire.metadata(proto.getMetadataList()),
                proto.getVersion(),
                balances,
                Wire.instant(proto.getCreatedAt()));
    }

    static ReplyProto.Settings toProto(OfSettings settings) {
        return ReplyProto.Settings.newBuilder()
                .setWallet(settings.wallet().toString())
                .setDebits(WireEnums.toProto(settings.debits()))
                .setCredits(WireEnums.toProto(settings.credits()))
                .setStatus(WireEnums.toProto(settings.status()))
                .addAllOverdraft(Wire.toProto(settings.overdraft()))
                .addAllLimits(LimitWords.toProto(settings.limits()))
                .setVersion(settings.version())
                .setAt(Wire.micros(settings.at()))
                .build();
    }

    static OfSettings fromProto(ReplyProto.Settings proto) {
        return new OfSettings(
                WalletId.parse(proto.getWallet()),
                WireEnums.fromProto(proto.getDebits()),
                WireEnums.fromProto(proto.getCredits()),
                WireEnums.fromProto(proto.getStatus()),
                Wire.limits(proto.getOverdraftList()),
                LimitWords.fromProto(proto.getLimitsList()),
                proto.getVersion(),
                Wire.instant(proto.getAt()));
    }

    static ReplyProto.Movement toProto(OfMovement movement) {
        var proto =
                ReplyProto.Movement.newBuilder()
                        .setId(movement.id())
                        .setDirection(toProto(movement.direction()))
                        .setWallet(movement.wallet().toString())
                        .setMoney(Wire.toProto(movement.money()))
                        .setAccount(movement.account().name())
                        .setCreatedAt(Wire.micros(movement.createdAt()))
                        .setBalanceAfter(movement.balanceAfter())
                        .setFee(movement.fee())
                        .setSuspended(movement.suspended());
        if (movement.reference() != null) proto.setReference(movement.reference());
        if (Wire.isWritten(movement.note())) proto.setNote(Wire.toProto(movement.note()));
        return proto.build();
    }

    static OfMovement fromProto(ReplyProto.Movement proto) {
        return new OfMovement(
                proto.getId(),
                fromProto(proto.getDirection()),
                WalletId.parse(proto.getWallet()),
                Wire.fromProto(proto.getMoney()),
                new SystemAccount(proto.getAccount()),
                proto.hasReference() ? proto.getReference() : null,
                Wire.fromProto(proto.getNote()),
                Wire.instant(proto.getCreatedAt()),
                proto.getBalanceAfter(),
                proto.getFee(),
                proto.getSuspended());
    }

    private static ReplyProto.Direction toProto(Direction direction) {
        return switch (direction) {
            case DEPOSIT -> ReplyProto.Direction.DIRECTION_DEPOSIT;
            case WITHDRAWAL -> ReplyProto.Direction.DIRECTION_WITHDRAWAL;
        };
    }

    private static Direction fromProto(ReplyProto.Direction direction) {
        return switch (direction) {
            case DIRECTION_DEPOSIT -> Direction.DEPOSIT;
            case DIRECTION_WITHDRAWAL -> Direction.WITHDRAWAL;
            case UNRECOGNIZED -> throw WireEnums.unknown("direction");
        };
    }
}
