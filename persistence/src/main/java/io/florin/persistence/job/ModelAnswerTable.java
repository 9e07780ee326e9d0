package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.protocol.job.JobCost;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code ai_result}: at most one answer a job, the first that came. Calls block. */
public final class ModelAnswerTable {
    private static final String FIND =
            """
            select provider, model, prompt, text, refusal, prices, nano_usd, usage
            from ai_result where seq = ? and text is not null
            """;

    // What was paid for an answer that nobody could read is part of what the next one costs.
    private static final String KEEP =
            """
            insert into ai_result as a
                (seq, provider, model, prompt, text, refusal, prices, nano_usd, usage)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (seq) do update set
                stored_at = clock_timestamp(), provider = excluded.provider,
                model = excluded.model, prompt = excluded.prompt, text = excluded.text,
                refusal = excluded.refusal, prices = excluded.prices,
                nano_usd = case when excluded.nano_usd is not null
                                then excluded.nano_usd + coalesce(a.nano_usd, 0) end,
                usage = excluded.usage
            where a.text is null
            """;

    private static final String DISCARD =
            "update ai_result set text = null, refusal = null where seq = ?";

    private final Database database;

    public ModelAnswerTable(Database database) {
        this.database = database;
    }

    /** The answer that an earlier attempt got, unless nobody could read it. */
    public Optional<ModelAnswer> find(long seq) {
        return database.autocommit(connection -> find(connection, seq));
    }

    private static Optional<ModelAnswer> find(Connection connection, long seq) throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setLong(1, seq);
            return Optional.ofNullable(Sql.first(statement, ModelAnswerTable::answer));
        }
    }

    /** Keeps the answer, durably; if another attempt was faster, its answer is the job's. */
    public ModelAnswer keep(long seq, ModelAnswer answer) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(KEEP)) {
                statement.setLong(1, seq);
                set(statement, answer);
                statement.executeUpdate();
            }
            return find(connection, seq).orElse(answer);
        });
    }

    private static void set(PreparedStatement statement, ModelAnswer answer) throws SQLException {
        var cost = answer.cost();
        statement.setString(2, answer.provider());
        statement.setString(3, answer.model());
        statement.setString(4, answer.prompt());
        statement.setString(5, answer.text());
        statement.setString(6, answer.refusal());
        statement.setString(7, cost == null ? null : cost.prices());
        statement.setObject(8, cost == null ? null : cost.nanoUsd());
        statement.setString(9, cost == null ? null : cost.usage());
    }

    /** Nobody can read the answer: the next attempt asks again. What it cost stays known. */
    public void discard(long seq) {
        database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(DISCARD)) {
                statement.setLong(1, seq);
                return statement.executeUpdate();
            }
        });
    }

    private static ModelAnswer answer(ResultSet row) throws SQLException {
        return new ModelAnswer(
                row.getString("provider"),
                row.getString("model"),
                row.getString("prompt"),
                row.getString("text"),
                row.getString("refusal"),
                cost(row));
    }

    private static @Nullable JobCost cost(ResultSet row) throws SQLException {
        var prices = row.getString("prices");
        if (prices == null) return null;
        return new JobCost(
                row.getString("provider"),
                row.getString("model"),
                prices,
                row.getLong("nano_usd"),
                row.getString("usage"));
    }
}
