package io.florin.persistence.request;

import io.florin.persistence.database.Database;
import io.florin.persistence.request.Verdict.AlreadySo;
import io.florin.persistence.request.Verdict.Becomes;
import io.florin.persistence.request.Verdict.Finished;
import io.florin.persistence.row.KeysetQuery;
import io.florin.persistence.row.KeysetQuery.IdType;
import io.florin.persistence.row.KeysetQuery.Listing;
import io.florin.persistence.row.KeysetQuery.Order;
import io.florin.persistence.row.Rows;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequests.Answer;
import io.florin.protocol.request.NewMoneyRequest;
import io.florin.protocol.request.RequestFilter;
import io.florin.protocol.request.RequestReply;
import io.florin.protocol.request.RequestReply.Done;
import io.florin.protocol.request.RequestReply.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Table {@code money_request}. Calls block. */
public final class MoneyRequestTable {
    private final Database database;

    public MoneyRequestTable(Database database) {
        this.database = database;
    }

    private static final String CREATE = MoneyRequestRow.INSERT + " returning *";

    private static final String EXISTING =
            "select *, fingerprint = ? as is_same from money_request where app = ? and id = ?";

    /** A repeat of the id with the same fingerprint is done already. */
    public RequestReply create(NewMoneyRequest request) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(CREATE)) {
                MoneyRequestRow.bindInsert(statement, request);
                try (var row = statement.executeQuery()) {
                    if (row.next()) return new Done(MoneyRequestRow.request(row), false);
                }
            }
            return existing(connection, request);
        });
    }

    private static RequestReply existing(Connection connection, NewMoneyRequest request)
            throws SQLException {
        try (var statement = connection.prepareStatement(EXISTING)) {
            statement.setString(1, request.fingerprint());
            statement.setString(2, request.app());
            statement.setString(3, request.id());
            try (var row = statement.executeQuery()) {
                if (!row.next()) throw new IllegalStateException("A request is never deleted.");
                return row.getBoolean("is_same")
                        ? new Done(MoneyRequestRow.request(row), true)
                        : new Refused(Refusal.IDEMPOTENCY_KEY_REUSED);
            }
        }
    }

    private static final String FIND = "select * from money_request where app = ? and id = ?";

    public Optional<MoneyRequest> find(String app, String id) {
        return database.autocommit(
                connection -> Optional.ofNullable(select(connection, FIND, app, id)));
    }

    private static @Nullable MoneyRequest select(
            Connection connection, String sql, String app, String id) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, app);
            statement.setString(2, id);
            try (var row = statement.executeQuery()) {
                return row.next() ? MoneyRequestRow.request(row) : null;
            }
        }
    }

    private static final Listing NEWEST =
            new Listing(
                    "requests",
                    "select * from money_request",
                    "created_at",
                    IdType.TEXT,
                    Order.NEWEST_FIRST);

    /** Newest first. Throws {@link IllegalArgumentException} for a cursor that is not ours. */
    public Page<MoneyRequest> list(RequestFilter filter) {
        var kind = filter.kind();
        var state = filter.state();
        var query =
                new KeysetQuery(NEWEST, filter.cursor(), filter.limit())
                        .where("app = ?", filter.app())
                        .where("asker = ?", filter.from())
                        .where("payer = ?", filter.to())
                        .where("kind = ?", kind == null ? null : kind.name());
        // Spelled out, or PostgreSQL could not know that the index of the pending ones will do.
        if (state != null) query.where("state = '" + state.name() + "'");
        return database.autocommit(connection -> query.page(connection, MoneyRequestRow::request));
    }

    private static final String ACCEPTED =
            """
            select * from money_request
            where state = 'ACCEPTED' and answered_at < ? and (answered_at, app, id) > (?, ?, ?)
            order by answered_at, app, id limit ?
            """;

    /** Of all apps: accepted before that time and not ended yet; the oldest behind a last one. */
    public List<MoneyRequest> accepted(Instant before, @Nullable MoneyRequest after, int limit) {
        var since = after == null ? null : after.answeredAt();
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(ACCEPTED)) {
                statement.setObject(1, Rows.floor(before));
                statement.setObject(2, Rows.floor(since == null ? Instant.EPOCH : since));
                statement.setString(3, after == null ? "" : after.app());
                statement.setString(4, after == null ? "" : after.id());
                statement.setInt(5, limit);
                try (var rows = statement.executeQuery()) {
                    var found = new ArrayList<MoneyRequest>();
                    while (rows.next()) found.add(MoneyRequestRow.request(rows));
                    return found;
                }
            }
        });
    }

    /** Answers a pending request. */
    public RequestReply answer(String app, String id, Answer answer, String by, Instant at) {
        return decide(app, id, request -> Verdict.ofAnswer(request, answer, by, at));
    }

    /** Ends the attempt that is under way: done, or pending again with the outcome. */
    public RequestReply finish(String app, String id, int attempt, @Nullable Refusal outcome) {
        return decide(app, id, request -> Verdict.ofOutcome(request, attempt, outcome));
    }

    private RequestReply decide(String app, String id, Function<MoneyRequest, Verdict> rule) {
        return database.transact(connection -> {
            var request = select(connection, FIND + " for update", app, id);
            if (request == null) return new Refused(Refusal.REQUEST_NOT_FOUND);
            return switch (rule.apply(request)) {
                case AlreadySo() -> new Done(request, true);
                case Finished() -> new Refused(Refusal.REQUEST_FINISHED);
                case Becomes becomes -> new Done(update(connection, request, becomes), false);
            };
        });
    }

    private static final String UPDATE =
            """
            update money_request
            set state = ?, attempt = ?, answered_at = ?, answered_by = ?, outcome = ?
            where app = ? and id = ?
            returning *
            """;

    private static MoneyRequest update(Connection connection, MoneyRequest request, Becomes becomes)
            throws SQLException {
        var outcome = becomes.outcome();
        try (var statement = connection.prepareStatement(UPDATE)) {
            statement.setString(1, becomes.state().name());
            statement.setInt(2, becomes.attempt());
            statement.setObject(3, Rows.optionalFloor(becomes.answeredAt()));
            statement.setString(4, becomes.answeredBy());
            statement.setString(5, outcome == null ? null : outcome.name());
            statement.setString(6, request.app());
            statement.setString(7, request.id());
            try (var row = statement.executeQuery()) {
                if (!row.next()) throw new IllegalStateException("A locked request is gone.");
                return MoneyRequestRow.request(row);
            }
        }
    }
}
