-- Jobs. PostgreSQL is the truth, Kafka only wakes the workers. A priced job's row follows from its wallet's
-- JobSubmitted event; a job without a price begins here.

-- What holds for all jobs of a kind, written by the nodes from their settings when they start. Who claims jobs of
-- a limited kind locks its row first, so that no limit is ever exceeded. window_* count a fixed window of runs begun.
create table job_kind (
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
    constraint job_running check ((state = 'RUNNING') <= (incarnation is not null and attempt > 0)),
    constraint job_waits_for_nobody check (state not in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN')
                                           or incarnation is null),
    constraint job_ended check ((state in ('SUCCEEDED', 'DEAD', 'CANCELLED')) = (ended_at is not null)),
    constraint job_settling check (state <> 'SETTLING' or effect is not null),
    constraint job_outcome check ((effect is null) = (ends_as is null)
                                  and (effect is null or state in ('SETTLING', 'SUCCEEDED', 'DEAD', 'CANCELLED'))),
    constraint job_ends_as check (ends_as is null or state in ('SETTLING', ends_as)),
    constraint job_end_kind check (ends_as in ('SUCCEEDED', 'DEAD', 'CANCELLED')),
    constraint job_effect check (effect in ('NONE', 'CAPTURE', 'RELEASE', 'CREDIT')),
    constraint job_priced check (num_nulls(wallet, price_asset, price_amount) in (0, 3)),
    constraint job_effect_of_price check (effect not in ('CAPTURE', 'RELEASE') or wallet is not null),
    constraint job_price_ends check (effect not in ('NONE', 'CREDIT') or wallet is null),
    constraint job_unknown check (state <> 'UNKNOWN' or sent),
    constraint job_sent check (not sent or state not in ('SCHEDULED', 'QUEUED')),
    constraint job_retrying check (state <> 'RETRYING' or failures + deaths > 0),
    constraint job_fingerprint check ((wallet is null) = (fingerprint is not null))
) with (fillfactor = 80);

-- Names. A job with a price is named by its wallet, which has judged its keys.
create unique index job_id on job (app, queue, id) where wallet is null;
create unique index job_wallet_id on job (app, wallet, id) where wallet is not null;
create unique index job_idempotency on job (app, queue, idempotency_key)
    where wallet is null and idempotency_key is not null;
create unique index job_unique on job (app, queue, unique_key)
    where wallet is null and unique_key is not null and ended_at is null;
create index job_by_id on job (app, id);

-- At most one job of a lane is under way: the last judge of the order.
create unique index job_lane on job (app, queue, lane)
    where lane is not null and state in ('RUNNING', 'RETRYING', 'UNKNOWN', 'SETTLING');
create index job_lane_waits on job (app, queue, lane, seq)
    where lane is not null and state in ('SCHEDULED', 'QUEUED');
create index job_dispatch on job (dispatch_at) where dispatch_at is not null;
create index job_kind_waits on job (kind, priority, seq)
    where state in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN');
create index job_kind_runs on job (kind, key) where state = 'RUNNING';
create index job_of_incarnation on job (incarnation) where state in ('RUNNING', 'SETTLING');
create index job_end on job (ended_at) where ended_at is not null;
create index job_dead on job (app, seq) where state = 'DEAD';

-- The names of jobs whose rows retention has taken, so that a repeat years later is still known.
create table job_past (
    created_at      timestamptz not null,
    ended_at        timestamptz not null,
    state           text not null collate "C",
    app             text not null collate "C",
    queue           text not null collate "C",
    id              text not null collate "C",
    idempotency_key text collate "C",
    fingerprint     text not null collate "C",
    primary key (app, queue, id)
);
create unique index job_past_idempotency on job_past (app, queue, idempotency_key) where idempotency_key is not null;

-- What stood on a topic and could not be read.
create table parked_record (
    parked_at timestamptz not null default now(),
    record    bigint      not null,
    partition int         not null,
    topic     text        not null collate "C",
    reason    text        not null,
    bytes     bytea,
    primary key (topic, partition, record)
);

-- Jobs that begin by the clock: one row per schedule, moved on in the transaction that inserts its job.
create table job_schedule (
    next_at  timestamptz not null,
    app      text not null collate "C",
    name     text not null collate "C",
    cron     text not null,
    primary key (app, name)
);

-- Takes those of the jobs that may run now, for a worker's incarnation. One call, one transaction, and no client
-- between its statements, each of which sees what was committed before it (it is volatile, at read committed).
create function job_claim(p_seqs bigint[], p_incarnation text, p_most int)
    returns setof job language plpgsql volatile as $$
declare
    v_now     timestamptz := clock_timestamp();
    v_seqs    bigint[];
    v_limited boolean;
    v_seq     bigint;
begin
    perform 1 from job_kind k
    where k.limited and k.kind in (select j.kind from job j where j.seq = any (p_seqs))
    order by k.kind for update;
    v_limited := found;

    select array_agg(c.seq) into v_seqs from (
        select j.seq from job j
        where j.seq = any (p_seqs) and j.run_at <= v_now
          and j.state in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN')
          and not exists (select from job_queue q where q.queue = j.queue and q.paused_at is not null)
          and (j.lane is null or j.state in ('RETRYING', 'UNKNOWN') or not exists (
                  select from job o where o.app = j.app and o.queue = j.queue and o.lane = j.lane
                                      and o.state in ('RUNNING', 'RETRYING', 'UNKNOWN', 'SETTLING'))
              and not exists (
                  select from job w where w.app = j.app and w.queue = j.queue and w.lane = j.lane
                                      and w.state in ('SCHEDULED', 'QUEUED')
                                      and w.seq < j.seq and w.run_at <= v_now))
        order by j.priority, j.seq limit p_most
        for update skip locked) c;
    if v_seqs is null then return; end if;

    if v_limited then
        v_seqs := job_within_limits(v_seqs, v_now);
    end if;

    begin
        return query
            update job j set state = 'RUNNING', attempt = j.attempt + 1, incarnation = p_incarnation,
                             claimed_at = v_now, dispatch_at = null, version = j.version + 1
            where j.seq = any (v_seqs) returning j.*;
        return;
    exception when unique_violation then
        -- A job of a lane became due while another began: the index decides, one by one.
        null;
    end;
    foreach v_seq in array v_seqs loop
        begin
            return query
                update job j set state = 'RUNNING', attempt = j.attempt + 1, incarnation = p_incarnation,
                                 claimed_at = v_now, dispatch_at = null, version = j.version + 1
                where j.seq = v_seq returning j.*;
        exception when unique_violation then
            null;
        end;
    end loop;
end $$;

-- Those of the jobs that the limits of their kinds leave room for, and counts them; the kinds' rows are locked.
create function job_within_limits(p_seqs bigint[], p_now timestamptz)
    returns bigint[] language plpgsql volatile as $$
declare
    v_seqs bigint[];
begin
    update job_kind k set window_started_at = p_now, window_count = 0
    where k.rate_runs is not null and k.window_started_at + k.rate_millis * interval '1 millisecond' <= p_now
      and k.kind in (select j.kind from job j where j.seq = any (p_seqs));

    select array_agg(c.seq) into v_seqs from (
        select r.seq, r.kind, r.max_running, r.rate_left,
               row_number() over (partition by r.kind order by r.priority, r.seq) as place,
               r.running
        from (
            select j.seq, j.kind, j.priority, k.max_running, k.rate_runs - k.window_count as rate_left,
                   (select count(*) from job o where o.kind = j.kind and o.state = 'RUNNING') as running
            from (
                select i.*, row_number() over (partition by i.kind, i.key order by i.priority, i.seq) as of_key
                from job i where i.seq = any (p_seqs)) j
            left join job_kind k on k.kind = j.kind and k.limited
            where j.key is null or k.max_running_of_key is null
               or j.of_key + (select count(*) from job o
                              where o.kind = j.kind and o.key = j.key and o.state = 'RUNNING')
                  <= k.max_running_of_key) r) c
    where (c.max_running is null or c.place + c.running <= c.max_running)
      and (c.rate_left is null or c.place <= c.rate_left);

    update job_kind k set window_count = k.window_count + t.begun
    from (select j.kind, count(*)::int as begun from job j where j.seq = any (v_seqs) group by j.kind) t
    where k.kind = t.kind and k.rate_runs is not null;
    return v_seqs;
end $$;
