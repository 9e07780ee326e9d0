package io.florin.persistence.job;

import io.florin.persistence.job.RunEnd.Ask;
import io.florin.persistence.job.RunEnd.Ends;
import io.florin.persistence.job.RunEnd.Retry;
import io.florin.persistence.ledger.Columns;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.Effect.Capture;
import io.florin.protocol.job.Effect.Credit;
import io.florin.protocol.job.JobCost;
import io.florin.protocol.job.JobError;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ends of runs as the columns of one statement. */
final class EndColumns {
    private EndColumns() {}

    /**
     * A repeat of what is written already is accepted, too: its first answer may have been lost. A
     * repeat is looked for in the rows as they were before the statement. What is due again is so
     * by the clock that the claims read. Coalesce keeps the planner from reading all that run: old
     * statistics may take them for few.
     */
    static final String FINISH =
            """
            with e as materialized (
                select *, clock_timestamp() + after_millis * interval '1 millisecond' as due
                from unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::bigint[],
                            ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                            ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                     as e (seq, attempt, incarnation, becomes, after_millis,
                           effect, account, wallet, asset, amount, reference,
                           result, code, message, provider, model, prices, nano_usd, usage)),
            done as (
                update job j
                set version = j.version + 1,
                    state = case when e.effect <> 'NONE' then 'SETTLING' else e.becomes end,
                    ends_as = case when e.effect is not null then e.becomes end,
                    ended_at = case when e.effect = 'NONE' then clock_timestamp() end,
                    incarnation = case when e.effect is not null then j.incarnation end,
                    run_at = coalesce(e.due, j.run_at),
                    dispatch_at = e.due,
                    failures = j.failures + (e.becomes = 'RETRYING')::int,
                    asks = j.asks + (e.becomes = 'UNKNOWN')::int,
                    sent = j.sent or e.becomes = 'UNKNOWN',
                    effect = e.effect, effect_account = e.account, effect_wallet = e.wallet,
                    effect_asset = e.asset, effect_amount = e.amount,
                    effect_reference = e.reference,
                    result = e.result,
                    error_code = coalesce(e.code, j.error_code),
                    error_message = coalesce(e.message, j.error_message),
                    cost_provider = coalesce(e.provider, j.cost_provider),
                    cost_model = coalesce(e.model, j.cost_model),
                    cost_prices = coalesce(e.prices, j.cost_prices),
                    cost_nano_usd = coalesce(e.nano_usd, j.cost_nano_usd),
                    cost_usage = coalesce(e.usage, j.cost_usage)
                from e
                where j.seq = e.seq and coalesce(j.state, '') = 'RUNNING'
                  and j.attempt = e.attempt and j.incarnation = e.incarnation
                  and (e.effect is null or (e.effect in ('CAPTURE', 'RELEASE'))
                                           = (j.wallet is not null))
                returning j.seq),
            rest as materialized (
                select * from e where not exists (select from done d where d.seq = e.seq))
            select seq from done
            union all
            select j.seq from rest e join job j on j.seq = e.seq and j.attempt = e.attempt
            where (j.effect = e.effect and j.ends_as = e.becomes and j.incarnation = e.incarnation)
               or (e.after_millis is not null and j.state = e.becomes and j.error_code = e.code)
            """;

    static void bind(Columns<RunEnd> columns) throws SQLException {
        columns.longs(end -> end.fence().seq())
                .ints(end -> end.fence().attempt())
                .texts(end -> end.fence().incarnation())
                .texts(EndColumns::becomes)
                .optionalLongs(EndColumns::afterMillis)
                .texts(of(EndColumns::name))
                .texts(of(EndColumns::account))
                .texts(ofCredit(credit -> credit.wallet().id()))
                .texts(ofCredit(credit -> credit.money().asset().code()))
                .optionalLongs(ofCredit(credit -> credit.money().minor()))
                .texts(ofCredit(Credit::reference))
                .texts(end -> end instanceof Ends ends ? ends.result() : null)
                .texts(ofError(JobError::code))
                .texts(ofError(JobError::message))
                .texts(ofCost(JobCost::provider))
                .texts(ofCost(JobCost::model))
                .texts(ofCost(JobCost::prices))
                .optionalLongs(ofCost(JobCost::nanoUsd))
                .texts(ofCost(JobCost::usage));
    }

    private static String becomes(RunEnd end) {
        return switch (end) {
            case Ends ends -> ends.endsAs().name();
            case Retry _ -> "RETRYING";
            case Ask _ -> "UNKNOWN";
        };
    }

    private static @Nullable Long afterMillis(RunEnd end) {
        return switch (end) {
            case Ends _ -> null;
            case Retry retry -> retry.after().toMillis();
            case Ask ask -> ask.after().toMillis();
        };
    }

    private static String name(Effect effect) {
        return switch (effect) {
            case Effect.None() -> "NONE";
            case Capture _ -> "CAPTURE";
            case Effect.Release() -> "RELEASE";
            case Credit _ -> "CREDIT";
        };
    }

    private static @Nullable String account(Effect effect) {
        return switch (effect) {
            case Effect.None(), Effect.Release() -> null;
            case Capture capture -> capture.to().name();
            case Credit credit -> credit.from().name();
        };
    }

    private static <T> Function<RunEnd, @Nullable T> of(Function<Effect, @Nullable T> column) {
        return end -> end instanceof Ends ends ? column.apply(ends.effect()) : null;
    }

    private static <T> Function<RunEnd, @Nullable T> ofCredit(Function<Credit, T> column) {
        return of(effect -> effect instanceof Credit credit ? column.apply(credit) : null);
    }

    private static Function<RunEnd, @Nullable String> ofError(Function<JobError, String> column) {
        return end -> {
            var error =
                    switch (end) {
                        case Ends ends -> ends.error();
                        case Retry retry -> retry.error();
                        case Ask ask -> ask.error();
                    };
            return error == null ? null : column.apply(error);
        };
    }

    private static <T> Function<RunEnd, @Nullable T> ofCost(Function<JobCost, T> column) {
        return end -> {
            var cost = end instanceof Ends ends ? ends.cost() : null;
            return cost == null ? null : column.apply(cost);
        };
    }
}
