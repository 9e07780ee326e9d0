-- Jobs. PostgreSQL is the truth, Kafka only wakes the workers. A priced job's row follows from its wallet's
-- JobSubmitted event; a job without a price begins here.

-- What holds for all jobs of a kind, written by the nodes from their settings when they start. Who claims jobs of
-- a limited kind locks its row first, so that no limit is ever exceeded. window_* count a fixed window of runs begun.
-- refused_at: a limit has refused a job, so whoever frees a place must tell of those that wait; null when all of them
-- have been told of since.
create table job_kind (
    refused_at        timestamptz,
    window_started_at timestamptz not null default '-infinity',
    window_count      int         not null default 0,
    max_running       int         check (max_running > 0),
    max_running_of_key int        check (max_running_of_key > 0),
    rate_runs         int         check (rate_runs > 0),
    rate_millis       int         check (rate_millis > 0),
    max_deaths        int         not null check (max_deaths > 0),
    kind              text        primary key collate "C",
    limited           boolean     generated always as
                      (num_nonnulls(max_running, max_running_of_key, rate_runs) > 0) stored,
    check (num_nulls(rate_runs, rate_millis) in (0, 2))
);

create table job_queue (
    paused_at timestamptz,
    queue     text primary key collate "C"
);

-- seq is the order of the rows. attempt is the fence: it grows with every claim, and only its newest holder,
-- incarnation, writes. failures counts towards max_attempts, deaths (of workers) towards the kind's max_deaths, asks
-- are the questions put to a provider since the job was sent. sent: a request that moves outside money may have
-- left. dispatch_at: when Kafka is to be told of the job (again); null while there is nothing to tell. lane is the
-- key, unless the kind is unordered. effect and ends_as are chosen once, with state SETTLING.
create table job (
    seq              bigint      generated always as identity primary key,
    version          bigint      not null default 1,
    created_at       timestamptz not null,
    run_at           timestamptz not null,
    wanted_at        timestamptz, -- the earliest start that the client asked for
    dispatch_at      timestamptz,
    claimed_at       timestamptz,
    ended_at         timestamptz,
    price_amount     bigint      check (price_amount between 1 and 9007199254740991),
    cost_nano_usd    bigint      check (cost_nano_usd >= 0),
    effect_amount    bigint      check (effect_amount between 1 and 9007199254740991),
    attempt          int         not null default 0 check (attempt >= 0),
    failures         int         not null default 0 check (failures >= 0),
    deaths           int         not null default 0 check (deaths >= 0),
    asks             int         not null default 0 check (asks >= 0),
    max_attempts     int         not null check (max_attempts between 1 and 100),
    priority         smallint    not null check (priority between 0 and 2),
    progress_percent smallint    check (progress_percent between 0 and 100),
    given            boolean     not null, -- the caller chose the id
    sent             boolean     not null default false,
    state            text        not null collate "C",
    app              text        not null collate "C",
    queue            text        not null collate "C",
    kind             text        not null collate "C",
    id               text        not null collate "C",
    payload          text        not null,
    wallet           text        collate "C",
    price_asset      text        collate "C",
    key              text        collate "C",
    lane             text        collate "C",
    unique_key       text        collate "C",
    idempotency_key  text        collate "C",
    fingerprint      text        collate "C", -- of the request, if no wallet judged it
    replays          text        collate "C",
    incarnation      text        collate "C",
    progress_note    text,
    result           text,
    error_code       text        collate "C",
    error_message    text,
    ends_as          text        collate "C",
    effect           text        collate "C",
    effect_account   text        collate "C",
    effect_wallet    text        collate "C",
    effect_asset     text        collate "C",
    effect_reference text        collate "C",
    cost_provider    text        collate "C",
    cost_model       text        collate "C",
    cost_prices      text        collate "C",
    cost_usage       text,
    constraint job_state check (state in ('SCHEDULED', 'QUEUED', 'RUNNING', 'RETRYING', 'UNKNOWN',
                                          'SETTLING', 'SUCCEEDED', 'DEAD', 'CANCELLED')),
    constraint job_running check (state <> 'RUNNING' or attempt > 0),
    constraint job_holder check (state not in ('RUNNING', 'SETTLING') or incarnation is not null),
    constraint job_waits_for_nobody check (state not in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN')
                                           or incarnation is null),
    constraint job_is_told_of check ((state in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN'))
                                     = (dispatch_at is not null)),
    constraint job_ended check ((state in ('SUCCEEDED', 'DEAD', 'CANCELLED')) = (ended_at is not null)),
    constraint job_outcome check ((effect is not null)
                                  = (state in ('SETTLING', 'SUCCEEDED', 'DEAD', 'CANCELLED'))
                                  and (effect is null) = (ends_as is null)),
    constraint job_ends_as check (ends_as is null or state in ('SETTLING', ends_as)),
    constraint job_end_kind check (ends_as in ('SUCCEEDED', 'DEAD', 'CANCELLED')),
    constraint job_result check (result is null or ends_as = 'SUCCEEDED'),
    constraint job_effect check (effect in ('NONE', 'CAPTURE', 'RELEASE', 'CREDIT')),
    constraint job_priced check (num_nulls(wallet, price_asset, price_amount) in (0, 3)),
    constraint job_price_ends check ((effect in ('CAPTURE', 'RELEASE')) = (wallet is not null)),
    constraint job_capture check ((effect_account is not null) = (effect in ('CAPTURE', 'CREDIT'))),
    constraint job_credit check (num_nulls(effect_wallet, effect_asset, effect_amount, effect_reference)
                                 = case when effect = 'CREDIT' then 0 else 4 end),
    constraint job_unknown check (state <> 'UNKNOWN' or sent),
    constraint job_sent check (not sent or state not in ('SCHEDULED', 'QUEUED')),
    constraint job_retrying check (state <> 'RETRYING' or failures + deaths > 0),
    constraint job_error check ((error_code is null) = (error_message is null)),
    constraint job_progress check ((progress_percent is null) = (progress_note is null)),
    constraint job_cost check (num_nulls(cost_provider, cost_model, cost_prices, cost_usage, cost_nano_usd)
                               in (0, 5)),
    constraint job_fingerprint check ((wallet is null) = (fingerprint is not null))
) with (fillfactor = 80);

-- What no statement may do, whoever wrote it.
create function job_never() returns trigger language plpgsql as $$
begin
    raise exception 'job % cannot go from % to % ("job_moves")', old.seq, old.state, new.state
        using errcode = 'check_violation', constraint = 'job_moves';
end $$;
create trigger job_moves before update on job for each row
    when (old.ended_at is not null or new.attempt < old.attempt or new.version <= old.version
          or (old.sent and not new.sent)
          or (old.effect is not null and (new.effect <> old.effect or new.ends_as <> old.ends_as))
          or (new.state = 'RUNNING' and old.state <> 'RUNNING' and new.attempt <> old.attempt + 1)
          or new.state = 'SCHEDULED' and old.state <> 'SCHEDULED')
    execute function job_never();

-- Names. A job with a price is named by its wallet, which has judged its keys; a queue has no slash.
create unique index job_name on job (app, id, coalesce('/' || wallet, queue));
create unique index job_idempotency on job (app, queue, idempotency_key)
    where wallet is null and idempotency_key is not null;
create unique index job_unique on job (app, queue, unique_key)
    where wallet is null and unique_key is not null and ended_at is null;
create index job_of_app on job (app, seq);

-- At most one job of a lane is under way: the last judge of the order.
create unique index job_lane on job (app, queue, lane)
    where lane is not null and state in ('RUNNING', 'RETRYING', 'UNKNOWN', 'SETTLING');
create index job_lane_waits on job (app, queue, lane, seq)
    where lane is not null and state in ('SCHEDULED', 'QUEUED');
create index job_dispatch on job (dispatch_at) where dispatch_at is not null;
create index job_waits on job (kind, priority, seq)
    where state in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN');
-- Of the keys that are not in order but limited.
create index job_key_waits on job (kind, app, key, priority, seq)
    where state in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN') and key is not null and lane is null;
create index job_under_way on job (kind, app, key) where state in ('RUNNING', 'SETTLING');
create index job_end on job (kind, ended_at) where ended_at is not null;
create index job_dead on job (app, queue, seq) where state = 'DEAD';
create index job_replays on job (app, replays) where replays is not null;

-- The kinds that have ended jobs: a step of the index for each.
create view job_ended_kind as
    with recursive k (kind) as (
        (select j.kind from job j where j.ended_at is not null order by j.kind limit 1)
        union all
        select (select j.kind from job j where j.ended_at is not null and j.kind > k.kind order by j.kind limit 1)
        from k where k.kind is not null)
    select k.kind from k where k.kind is not null;

-- The names of jobs whose rows retention has taken, so that a repeat years later is still known.
create table job_past (
    created_at      timestamptz not null,
    ended_at        timestamptz not null,
    version         bigint not null,
    attempt         int not null,
    failures        int not null,
    state           text not null collate "C",
    app             text not null collate "C",
    queue           text not null collate "C",
    id              text not null collate "C",
    idempotency_key text collate "C",
    fingerprint     text not null collate "C",
    primary key (app, queue, id)
);
create unique index job_past_idempotency on job_past (app, queue, idempotency_key) where idempotency_key is not null;

-- What stood on a topic and could not be read. A topic that is made anew counts its records from 0 again.
create table parked_record (
    parked_at timestamptz not null default now(),
    record    bigint      not null,
    partition int         not null,
    topic     text        not null collate "C",
    reason    text        not null,
    bytes     bytea       not null,
    digest    bytea       not null generated always as (sha256(bytes)) stored,
    primary key (topic, partition, record, digest)
);
create index parked_record_age on parked_record (parked_at);

-- Jobs that begin by the clock: one row per schedule, moved on in the transaction that inserts its job.
create table job_schedule (
    next_at  timestamptz not null,
    app      text not null collate "C",
    name     text not null collate "C",
    cron     text not null,
    primary key (app, name)
);
