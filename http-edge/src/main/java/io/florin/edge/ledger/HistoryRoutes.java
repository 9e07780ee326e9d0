package io.florin.edge.ledger;

import static io.florin.edge.json.Field.optional;

import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.caller.Access;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import io.florin.edge.wallet.Ownership;
import io.florin.edge.wallet.WalletRoutes;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /v1/wallets/{wallet}/entries} and {@code …/balances}: what was. */
public record HistoryRoutes(
        Ledger ledger, Ownership ownership, Answers answers, InstantSource clock) {
    private static final Field<String> ASSET =
            optional("asset", LedgerTypes.ASSET, "Only this asset.");
    private static final Field<Instant> FROM = optional("from", Types.TIME, "At or after.");
    private static final Field<Instant> TO = optional("to", Types.TIME, "Before.");
    private static final Field<Instant> AT =
            optional("at", Types.TIME, "Which moment, not in the future; now if left out.");

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.get(
                                "/v1/wallets/{wallet}/entries",
                                "listEntries",
                                "A wallet's statement, newest first")
                        .forThe(Access.WALLET)
                        .path(WalletRoutes.WALLET_PATH)
                        .query(
                                Shape.of(
                                        "EntriesQuery",
                                        ASSET,
                                        FROM,
                                        TO,
                                        Paging.CURSOR,
                                        Paging.LIMIT))
                        .answers(200, "A page of it.", HistoryJson.ENTRIES)
                        .by(this::entries),
                Operation.get(
                                "/v1/wallets/{wallet}/balances",
                                "getBalances",
                                "A wallet's balances at a moment")
                        .forThe(Access.WALLET)
                        .path(WalletRoutes.WALLET_PATH)
                        .query(Shape.of("BalancesQuery", AT))
                        .answers(200, "The balances then.", HistoryJson.BALANCES)
                        .by(this::balances));
    }

    private CompletionStage<HttpResponse> entries(Call call) throws Unfit {
        Body query = call.inputs();
        String asset = query.find(ASSET);
        var filter =
                new EntryFilter(
                        asset == null ? null : call.asset(asset),
                        query.find(FROM),
                        query.find(TO),
                        query.find(Paging.CURSOR),
                        Paging.limit(query));
        var wallet = call.wallet(WalletRoutes.WALLET);
        return ownership.ofTheirs(
                call,
                wallet,
                () ->
                        answers.read(
                                Paging.page(() -> ledger.entries(wallet, filter)),
                                page -> Answers.json(200, HistoryJson.of(page))));
    }

    private CompletionStage<HttpResponse> balances(Call call) throws Unfit {
        Instant now = clock.instant();
        Instant at = call.inputs().or(AT, now);
        if (at.isAfter(now)) {
            throw new Unfit(Refusal.PARAMETER_INVALID, "must not be in the future.").in(AT.name());
        }
        var wallet = call.wallet(WalletRoutes.WALLET);
        return ownership.ofTheirs(
                call,
                wallet,
                () ->
                        answers.read(
                                ledger.balances(wallet, at),
                                balances -> Answers.json(200, HistoryJson.of(wallet, balances))));
    }
}
