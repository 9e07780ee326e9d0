package io.florin.edge.answer;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Answer.OfMovement;
import io.florin.protocol.wallet.Answer.OfSettings;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletView;

/** Wallets, their settings, and money that came in or went out, in format 1. */
public final class WalletJson {
    public static final Type<String> OWNER = Types.text(1, Open.MAX_OWNER_CHARS);
    public static final Type<String> REFERENCE = Types.text(1, WalletCommand.MAX_REFERENCE_CHARS);
    public static final Type<Permission> PERMISSION =
            Words.type(Permission.ALLOWED, Permission.BLOCKED);
    public static final Type<Status> STATUS = Words.type(Status.OPEN, Status.CLOSED);
    public static final Type<Long> VERSION = Types.whole(0, Long.MAX_VALUE);

    /** Minor units on either side of zero. */
    public static final Type<Long> BALANCE = Types.whole(-Money.MAX_MINOR, Money.MAX_MINOR);

    /** Available is a sum of three, so its bounds are wider. */
    private static final Type<Long> AVAILABLE =
            Types.whole(-3 * Money.MAX_MINOR, 3 * Money.MAX_MINOR);

    private static final Shape BALANCES =
            Shape.of(
                    "Balance",
                    required("asset", LedgerTypes.ASSET, "The asset."),
                    required("posted", BALANCE, "What the wallet owns, in minor units."),
                    required("held", BALANCE, "The part of it that holds set aside."),
                    required("available", AVAILABLE, "posted − held + the overdraft limit."));

    public static final Shape WALLET =
            Shape.of(
                    "Wallet",
                    required("id", LedgerTypes.ID, "The wallet."),
                    required("owner", OWNER, "Whose it is, in the app's own words."),
                    required("status", STATUS, "Open or closed."),
                    required("debits", PERMISSION, "Whether money may leave."),
                    required("credits", PERMISSION, "Whether money may arrive."),
                    required("version", VERSION, "How many events it has seen."),
                    required(
                            "balances",
                            Types.list(Types.object(BALANCES), 0, 1_000),
                            "One per asset that it ever held."),
                    required(
                            "overdraftLimits",
                            LedgerTypes.LIMITS,
                            "How far below zero each asset may go."),
                    optional("limits", LimitsJson.TYPE, "What it may send, before the app's."),
                    required("metadata", LedgerTypes.METADATA, "The app's own words."),
                    required("createdAt", Types.TIME, "When it was created."));

    public static final Shape SETTINGS =
            Shape.of(
                    "WalletSettings",
                    required("id", LedgerTypes.ID, "The wallet."),
                    required("status", STATUS, "Open or closed."),
                    required("debits", PERMISSION, "Whether money may leave."),
                    required("credits", PERMISSION, "Whether money may arrive."),
                    required("version", VERSION, "How many events it has seen."),
                    required(
                            "overdraftLimits",
                            LedgerTypes.LIMITS,
                            "How far below zero each asset may go."),
                    optional("limits", LimitsJson.TYPE, "What it may send, before the app's."),
                    required("updatedAt", Types.TIME, "When it was changed."));

    public static final Shape MOVEMENT =
            Shape.of(
                    "Movement",
                    required("id", LedgerTypes.ID, "The deposit or withdrawal."),
                    required("kind", Words.type(Kind.values()), "Which of the two."),
                    required("state", Words.type(Done.COMPLETED), "Always completed."),
                    required("wallet", LedgerTypes.ID, "The wallet."),
                    required("asset", LedgerTypes.ASSET, "The asset."),
                    required("amount", LedgerTypes.AMOUNT, "Minor units."),
                    optional("fee", LedgerTypes.AMOUNT, "Minor units paid besides."),
                    required("account", LedgerTypes.SYSTEM_ACCOUNT, "The other side."),
                    optional("reference", REFERENCE, "The outside world's name for it."),
                    optional("memo", LedgerTypes.MEMO, "As it was sent."),
                    optional("metadata", LedgerTypes.METADATA, "As it was sent."),
                    NoteJson.SCHEDULE,
                    required("balanceAfter", BALANCE, "What the wallet owned right after it."),
                    optional(
                            "suspended",
                            Types.FLAG,
                            "It was due to a wallet that could not take it: it is in @suspense."),
                    required("createdAt", Types.TIME, "When it happened."));

    private enum Kind {
        DEPOSIT,
        WITHDRAWAL
    }

    private enum Done {
        COMPLETED
    }

    private WalletJson() {}

    static JsonObject of(WalletView wallet) {
        var balances =
                wallet.balances().stream()
                        .map(balance ->
                                JsonObject.with()
                                        .text("asset", balance.asset().code())
                                        .whole("posted", balance.posted())
                                        .whole("held", balance.held())
                                        .whole("available", balance.available())
                                        .build())
                        .toList();
        return JsonObject.with()
                .text("id", wallet.id().id())
                .text("owner", wallet.owner())
                .text("status", Words.of(wallet.status()))
                .text("debits", Words.of(wallet.debits()))
                .text("credits", Words.of(wallet.credits()))
                .whole("version", wallet.version())
                .value("balances", new Items(balances))
                .value("overdraftLimits", limits(wallet.overdraft()))
                .value("limits", LimitsJson.of(wallet.limits()))
                .texts("metadata", wallet.metadata())
                .time("createdAt", wallet.createdAt())
                .build();
    }

    /** What a change can change, as it is. */
    public static JsonObject settings(WalletView wallet) {
        return JsonObject.with()
                .text("id", wallet.id().id())
                .text("status", Words.of(wallet.status()))
                .text("debits", Words.of(wallet.debits()))
                .text("credits", Words.of(wallet.credits()))
                .whole("version", wallet.version())
                .value("overdraftLimits", limits(wallet.overdraft()))
                .build();
    }

    static JsonObject of(OfSettings settings) {
        return JsonObject.with()
                .text("id", settings.wallet().id())
                .text("status", Words.of(settings.status()))
                .text("debits", Words.of(settings.debits()))
                .text("credits", Words.of(settings.credits()))
                .whole("version", settings.version())
                .value("overdraftLimits", limits(settings.overdraft()))
                .value("limits", LimitsJson.of(settings.limits()))
                .time("updatedAt", settings.at())
                .build();
    }

    private static JsonObject limits(OverdraftLimits limits) {
        var object = JsonObject.with();
        limits.byAsset().forEach((asset, limit) -> object.whole(asset.code(), limit));
        return object.build();
    }

    static JsonObject of(OfMovement movement) {
        var object =
                JsonObject.with()
                        .text("id", movement.id())
                        .text("kind", Words.of(movement.direction()))
                        .text("state", Words.of(Done.COMPLETED))
                        .text("wallet", movement.wallet().id())
                        .text("asset", movement.money().asset().code())
                        .whole("amount", movement.money().minor())
                        .wholeIfAny("fee", TransferJson.feeOrNull(movement.fee()))
                        .text("account", movement.account().name())
                        .text("reference", movement.reference());
        NoteJson.add(movement.note(), object).whole("balanceAfter", movement.balanceAfter());
        if (movement.suspended()) object.flag("suspended", true);
        return object.time("createdAt", movement.createdAt()).build();
    }
}
