package io.florin.edge.ledger;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.NoteJson;
import io.florin.edge.answer.WalletJson;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.BalancesAt;
import io.florin.protocol.ledger.Entry;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.money.Money;
import java.util.TreeMap;

/** Statements and past balances as clients see them. */
final class HistoryJson {
    private static final int MAX_WORD_CHARS = 512;
    private static final int MAX_ASSETS = 1_000;

    private static final Shape ENTRY =
            Shape.of(
                    "Entry",
                    required("id", Types.text(1, MAX_WORD_CHARS), "Unique in the wallet."),
                    required("at", Types.TIME, "When."),
                    required("asset", LedgerTypes.ASSET, "The asset."),
                    required(
                            "amount",
                            Types.whole(-Money.MAX_MINOR, Money.MAX_MINOR),
                            "Minor units; negative: money left."),
                    required("balanceAfter", WalletJson.BALANCE, "What the wallet then owned."),
                    required("kind", Types.text(1, MAX_WORD_CHARS), "deposit, transfer, …"),
                    optional(
                            "transfer",
                            LedgerTypes.ID,
                            "The transfer it belongs to; of kind job, the job."),
                    required("counterparty", Types.text(1, MAX_WORD_CHARS), "The other side."),
                    optional("memo", LedgerTypes.MEMO, "As it was sent."),
                    optional("metadata", LedgerTypes.METADATA, "As it was sent."),
                    NoteJson.SCHEDULE);

    static final Shape ENTRIES =
            Shape.of(
                    "Entries",
                    required(
                            "items",
                            Types.list(Types.object(ENTRY), 0, EntryFilter.MAX_LIMIT),
                            "Newest first."),
                    optional(
                            "nextCursor",
                            Types.text(1, MAX_WORD_CHARS),
                            "Where the next page begins; none after the last."));

    private static final Shape OWNED =
            Shape.of(
                    "Owned",
                    required("asset", LedgerTypes.ASSET, "The asset."),
                    required("posted", WalletJson.BALANCE, "What the wallet owned."),
                    required("held", WalletJson.BALANCE, "The part of it set aside."));

    static final Shape BALANCES =
            Shape.of(
                    "Balances",
                    required("wallet", LedgerTypes.ID, "The wallet."),
                    required("at", Types.TIME, "The moment."),
                    required("provisional", Types.FLAG, "true: a write of then may be under way."),
                    required(
                            "balances",
                            Types.list(Types.object(OWNED), 0, MAX_ASSETS),
                            "One per asset."));

    private HistoryJson() {}

    static JsonObject of(Page<Entry> page) {
        return JsonObject.with()
                .value("items", new Items(page.items().stream().map(HistoryJson::of).toList()))
                .text("nextCursor", page.nextCursor())
                .build();
    }

    private static JsonObject of(Entry entry) {
        var object =
                JsonObject.with()
                        .text("id", entry.id())
                        .time("at", entry.at())
                        .text("asset", entry.asset().code())
                        .whole("amount", entry.amount())
                        .whole("balanceAfter", entry.balanceAfter())
                        .text("kind", entry.kind())
                        .text("transfer", entry.transfer())
                        .text("counterparty", entry.counterparty());
        return NoteJson.add(entry.note(), object).build();
    }

    static JsonObject of(WalletId wallet, BalancesAt balances) {
        var items =
                new TreeMap<>(balances.balances())
                        .entrySet().stream()
                                .map(entry ->
                                        JsonObject.with()
                                                .text("asset", entry.getKey().code())
                                                .whole("posted", entry.getValue().posted())
                                                .whole("held", entry.getValue().held())
                                                .build())
                                .toList();
        return JsonObject.with()
                .text("wallet", wallet.id())
                .time("at", balances.at())
                .flag("provisional", balances.provisional())
                .value("balances", new Items(items))
                .build();
    }
}
