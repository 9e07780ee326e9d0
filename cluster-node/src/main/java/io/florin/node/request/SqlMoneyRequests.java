package io.florin.node.request;

import io.florin.node.calls.BlockingCalls;
import io.florin.persistence.database.Database;
import io.florin.persistence.request.MoneyRequestTable;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequests;
import io.florin.protocol.request.NewMoneyRequest;
import io.florin.protocol.request.RequestFilter;
import io.florin.protocol.request.RequestReply;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The door to requests for money over their table. */
public final class SqlMoneyRequests implements MoneyRequests {
    private final MoneyRequestTable requests;
    private final BlockingCalls calls;

    public SqlMoneyRequests(Database database, BlockingCalls calls) {
        this.requests = new MoneyRequestTable(database);
        this.calls = calls;
    }

    @Override
    public CompletionStage<RequestReply> create(NewMoneyRequest request) {
        return calls.call(() -> requests.create(request));
    }

    @Override
    public CompletionStage<Optional<MoneyRequest>> find(String app, String id) {
        return calls.call(() -> requests.find(app, id));
    }

    @Override
    public CompletionStage<Page<MoneyRequest>> list(RequestFilter filter) {
        return calls.call(() -> requests.list(filter));
    }

    @Override
    public CompletionStage<RequestReply> answer(
            String app, String id, Answer answer, String by, Instant at) {
        return calls.call(() -> requests.answer(app, id, answer, by, at));
    }

    @Override
    public CompletionStage<RequestReply> finish(
            String app, String id, int attempt, @Nullable Refusal outcome) {
        return calls.call(() -> requests.finish(app, id, attempt, outcome));
    }
}
