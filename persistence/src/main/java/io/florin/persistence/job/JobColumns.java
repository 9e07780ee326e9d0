package io.florin.persistence.job;

import io.florin.persistence.row.Rows;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobCost;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobProgress;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.Priority;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.trace.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code job} into words. */
final class JobColumns {
    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    private JobColumns() {}

    static Job job(ResultSet row) throws SQLException {
        return job(row, cost(row, "cost_"));
    }

    private static Job job(ResultSet row, @Nullable JobCost cost) throws SQLException {
        var app = row.getString("app");
        var replays = row.getString("replays");
        return new Job(
                app,
                new JobId(row.getString("id")),
                spec(row),
                price(row, app),
                JobState.valueOf(row.getString("state")),
                row.getLong("version"),
                row.getInt("attempt"),
                row.getInt("failures"),
                progress(row),
                row.getString("result"),
                error(row),
                cost,
                Rows.time(row, "created_at"),
                Rows.time(row, "run_at"),
                Rows.optionalTime(row, "ended_at"),
                replays == null ? null : new JobId(replays));
    }

    private static JobSpec spec(ResultSet row) throws SQLException {
        return new JobSpec(
                row.getString("queue"),
                row.getString("kind"),
                row.getString("key"),
                row.getString("payload"),
                priority(row),
                Rows.optionalTime(row, "wanted_at"),
                row.getString("unique_key"),
                row.getInt("max_attempts"));
    }

    private static Priority priority(ResultSet row) throws SQLException {
        return PRIORITIES.get(row.getInt("priority"));
    }

    static int number(Priority priority) {
        return PRIORITIES.indexOf(priority);
    }

    private static @Nullable Price price(ResultSet row, String app) throws SQLException {
        var wallet = row.getString("wallet");
        if (wallet == null) return null;
        var asset = new Asset(row.getString("price_asset"));
        return new Price(new WalletId(app, wallet), new Money(asset, row.getLong("price_amount")));
    }

    private static @Nullable JobProgress progress(ResultSet row) throws SQLException {
        var note = row.getString("progress_note");
        return note == null ? null : new JobProgress(row.getInt("progress_percent"), note);
    }

    private static @Nullable JobError error(ResultSet row) throws SQLException {
        var code = row.getString("error_code");
        return code == null ? null : new JobError(code, row.getString("error_message"));
    }

    private static @Nullable JobCost cost(ResultSet row, String prefix) throws SQLException {
        var provider = row.getString(prefix + "provider");
        if (provider == null) return null;
        return new JobCost(
                provider,
                row.getString(prefix + "model"),
                row.getString(prefix + "prices"),
                row.getLong(prefix + "nano_usd"),
                row.getString(prefix + "usage"));
    }

    static Fence fence(ResultSet row) throws SQLException {
        return new Fence(row.getLong("seq"), row.getInt("attempt"), row.getString("incarnation"));
    }

    static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                fence(row), job(row), row.getBoolean("sent"), row.getInt("asks"), trace(row));
    }

    static FoundJob found(ResultSet row) throws SQLException {
        return new FoundJob(row.getLong("seq"), job(row));
    }

    /** What was paid for is a cost, though the job may not have succeeded. */
    static FoundJob foundWithPaid(ResultSet row) throws SQLException {
        var cost = cost(row, "cost_");
        var job = job(row, cost == null ? cost(row, "paid_") : cost);
        return new FoundJob(row.getLong("seq"), job);
    }

    /** Of a row that is SETTLING. */
    static Settling settling(ResultSet row) throws SQLException {
        var app = row.getString("app");
        return new Settling(
                fence(row),
                app,
                new JobId(row.getString("id")),
                row.getString("wallet"),
                effect(row, app),
                trace(row));
    }

    private static @Nullable Trace trace(ResultSet row) throws SQLException {
        return Trace.parse(row.getString("traceparent")).orElse(null);
    }

    private static Effect effect(ResultSet row, String app) throws SQLException {
        var effect = row.getString("effect");
        return switch (effect) {
            case "NONE" -> new Effect.None();
            case "RELEASE" -> new Effect.Release();
            case "CAPTURE" -> new Effect.Capture(account(row));
            case "CREDIT" ->
                    new Effect.Credit(
                            new WalletId(app, row.getString("effect_wallet")),
                            new Money(
                                    new Asset(row.getString("effect_asset")),
                                    row.getLong("effect_amount")),
                            account(row),
                            row.getString("effect_reference"));
            default -> throw new IllegalStateException("An effect " + effect + " is unknown.");
        };
    }

    private static SystemAccount account(ResultSet row) throws SQLException {
        return new SystemAccount(row.getString("effect_account"));
    }

    static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getLong("seq"),
                row.getString("queue"),
                row.getString("kind"),
                priority(row),
                row.getString("lane"));
    }
}
