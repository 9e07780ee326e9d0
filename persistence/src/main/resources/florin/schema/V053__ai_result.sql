-- What a model has answered for a job, written before the job's outcome is decided, so that a later attempt need not
-- ask, and pay, again. It goes with its job. text is null after an answer that nobody could read; nano_usd sums up all
-- answers.
create table ai_result (
    seq       bigint      primary key references job on delete cascade,
    stored_at timestamptz not null default clock_timestamp(),
    nano_usd  bigint      check (nano_usd >= 0),
    provider  text        not null collate "C",
    model     text        not null collate "C",
    prompt    text        collate "C",
    prices    text        collate "C",
    usage     text,
    text      text,
    refusal   text,
    constraint ai_result_cost check (num_nulls(nano_usd, prices, usage) in (0, 3)),
    constraint ai_result_refusal check (refusal is null or text is not null)
);
