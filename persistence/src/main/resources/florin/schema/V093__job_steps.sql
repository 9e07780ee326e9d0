-- What a step of a job costs, once more. What follows from many rows is done once for all of them, where it was done for
-- each: a trigger that is called 1,000 times costs as much as the statement that calls it.

-- The moves are judged after the row is written, for a trigger before it has each row locked once more.
drop trigger job_moves on job;
create trigger job_moves after update on job for each row
    when (old.ended_at is not null or new.attempt < old.attempt or new.version <= old.version
          or (old.sent and not new.sent)
          or (old.effect is not null and (new.effect <> old.effect or new.ends_as <> old.ends_as))
          or (new.state = 'RUNNING' and old.state <> 'RUNNING' and new.attempt <> old.attempt + 1)
          or new.state = 'SCHEDULED' and old.state <> 'SCHEDULED')
    execute function job_never();

-- Jobs tell of their ends in the statement that ends them. What has ended is changed no more (job_moves), so what is
-- changed and has ended ended here. A result is JSON already, and may be large: it is copied, not parsed. The jobs that
-- payments are made of tell of nothing: the payments do. Deliveries are few among all that were ever made: no join may
-- read them all.
create function webhook_of_jobs() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
    if not exists (select from changed c where c.ended_at is not null) then return null; end if;

    update webhook_delivery d
    set state = case when c.state = 'SUCCEEDED' then 'delivered' else lower(c.state) end,
        ended_at = c.ended_at,
        last_error = case when c.state = 'SUCCEEDED' then null else coalesce(c.error_message, d.last_error) end
    from changed c
    where c.ended_at is not null and c.kind = 'webhook.delivery'
      and d.id = c.unique_key and d.app = c.app and d.state <> 'delivered';

    insert into webhook_message (at, app, type, data, traceparent)
    select c.ended_at, c.app, 'job.' || lower(c.state),
           case when c.result is null then t.told else left(t.told, -1) || ',"result":' || c.result || '}' end,
           c.traceparent
    from changed c
    cross join lateral (select json_strip_nulls(json_build_object(
        'id', c.id, 'state', lower(c.state), 'queue', c.queue, 'kind', c.kind, 'key', c.key,
        'uniqueKey', c.unique_key,
        'price', case when c.wallet is not null then json_build_object(
            'wallet', c.wallet, 'asset', c.price_asset, 'amount', c.price_amount) end,
        'attempt', c.attempt, 'failures', c.failures,
        'error', case when c.error_code is not null then json_build_object(
            'code', c.error_code, 'message', c.error_message) end,
        'createdAt', webhook_time(c.created_at), 'endedAt', webhook_time(c.ended_at),
        'replays', c.replays))::text as told) t
    where c.ended_at is not null and c.kind not like 'payment.%' and c.kind not like 'webhook.%'
      and exists (select from webhook_endpoint e
                  where e.app = c.app and e.deleted_at is null
                    and e.events && array['*', 'job.*', 'job.' || lower(c.state)])
    order by c.ended_at, c.seq;
    return null;
end $$;
drop trigger webhook_of_job on job;
drop function webhook_of_job();
create trigger webhook_of_jobs after update on job referencing new table as changed
    for each statement execute function webhook_of_jobs();

-- Limits per key that do not bind: who is over none needs no place among the others.
create or replace function job_within_limits(p_seqs bigint[]) returns bigint[]
    language plpgsql volatile set enable_seqscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
declare
    v_now    timestamptz := clock_timestamp();
    v_seqs   bigint[];
    v_kinds  text[];
    v_counts int[];
    v_fit    boolean;
begin
    select array_agg(n.kind), array_agg(n.jobs) into v_kinds, v_counts
    from (select j.kind, count(*)::int as jobs from job j where j.seq = any (p_seqs) group by j.kind) n;

    -- All of them, if they leave no kind and no key over its limit.
    select bool_and(r.jobs <= r.room and (r.of_key is null or not exists (
               select from (select j.app, j.key, count(*) as jobs from job j
                            where j.seq = any (p_seqs) and j.kind = r.kind and j.key is not null
                            group by j.app, j.key) y
               where y.jobs + (select count(*) from job o where o.kind = r.kind and o.app = y.app and o.key = y.key
                                                            and o.state in ('RUNNING', 'SETTLING')
                                                            and (o.state = 'RUNNING' or o.ends_as = 'CANCELLED'))
                     > r.of_key)))
    into v_fit
    from (select r.*, n.jobs from job_room(v_kinds, v_now) r
          join unnest(v_kinds, v_counts) n (kind, jobs) on n.kind = r.kind) r;

    if coalesce(v_fit, true) then
        v_seqs := p_seqs;
    else
        with c as materialized (
            select j.seq, j.kind, j.app, j.key, j.priority from job j where j.seq = any (p_seqs)),
        room as materialized (select r.* from job_room(v_kinds, v_now) r),
        keys as materialized (
            select d.*, (select count(*) from job o where o.kind = d.kind and o.app = d.app and o.key = d.key
                                                      and o.state in ('RUNNING', 'SETTLING')
                                                      and (o.state = 'RUNNING' or o.ends_as = 'CANCELLED')) as running
            from (select distinct c.kind, c.app, c.key from c join room r using (kind)
                  where r.of_key is not null and c.key is not null) d),
        ranked as (
            select c.*, row_number() over (partition by c.kind, c.app, c.key order by c.priority, c.seq) as of_key
            from c),
        fitting as (
            select c.seq, c.kind, r.room, row_number() over (partition by c.kind order by c.priority, c.seq) as place
            from ranked c left join room r on r.kind = c.kind
            left join keys y on y.kind = c.kind and y.app = c.app and y.key = c.key
            where y.key is null or c.of_key + y.running <= r.of_key)
        select array_agg(f.seq), array_agg(f.kind), array_agg(1) into v_seqs, v_kinds, v_counts
        from fitting f where f.room is null or f.place <= f.room;
    end if;

    update job_kind k
    set window_started_at = case when t.over then v_now else k.window_started_at end,
        window_count = t.begun + case when t.over then 0 else k.window_count end
    from (select i.kind, sum(b.jobs)::int as begun,
                 i.window_started_at + i.rate_millis * interval '1 millisecond' <= v_now as over
          from unnest(v_kinds, v_counts) b (kind, jobs) join job_kind i on i.kind = b.kind and i.rate_runs is not null
          group by i.kind) t
    where k.kind = t.kind;

    -- Whoever has told of all that waited before takes the mark away, but not a newer one.
    if coalesce(cardinality(v_seqs), 0) < cardinality(p_seqs) then
        update job_kind k set refused_at = v_now
        where k.limited
          and k.kind in (select j.kind from job j where j.seq = any (p_seqs) and j.seq <> all (coalesce(v_seqs, '{}')));
    end if;
    return v_seqs;
end $$;

-- What may run now that these jobs run no more: the next of each lane, of each limited key, of each limited kind. The
-- last two are looked for only where a limit has refused somebody.
create or replace function job_next(p_freed bigint[])
    returns table (seq bigint, queue text, kind text, priority smallint, lane text)
    language plpgsql volatile set enable_seqscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
declare
    v_kinds  text[];
    v_of_key boolean;
    v_seqs   bigint[];
begin
    select array_agg(k.kind), bool_or(k.max_running_of_key is not null) into v_kinds, v_of_key
    from job_kind k
    where k.refused_at is not null and k.kind in (select j.kind from job j where j.seq = any (p_freed));

    select array_agg(n.seq) into v_seqs
    from (select distinct f.app, f.queue, f.lane from job f
          where f.seq = any (p_freed) and f.lane is not null and f.state in ('SUCCEEDED', 'DEAD', 'CANCELLED')) l
    cross join lateral (
        select w.seq from job w
        where w.app = l.app and w.queue = l.queue and w.lane = l.lane and w.lane is not null
          and w.state in ('SCHEDULED', 'QUEUED') and w.run_at <= clock_timestamp()
        order by w.seq limit 1) n;

    if v_of_key then
        select v_seqs || array_agg(n.seq) into v_seqs
        from (select f.kind, f.app, f.key, count(*) as freed from job f
              join job_kind k on k.kind = f.kind and k.max_running_of_key is not null and k.refused_at is not null
              where f.seq = any (p_freed) and f.key is not null and f.lane is null
              group by f.kind, f.app, f.key) y
        cross join lateral (
            select w.seq from job w
            where w.kind = y.kind and w.app = y.app and w.key = y.key and w.key is not null and w.lane is null
              and w.state in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN') and w.run_at <= clock_timestamp()
            order by w.priority, w.seq limit y.freed) n;
    end if;
    if v_kinds is not null then
        v_seqs := v_seqs || array(select job_with_room(v_kinds, 300, 2 * cardinality(p_freed)));
    end if;
    if v_seqs is null then return; end if;

    return query
        select j.seq, j.queue, j.kind, j.priority, j.lane from job j
        where j.seq = any (v_seqs)
          and not exists (select from job_queue q where q.queue = j.queue and q.paused_at is not null)
        order by j.priority, j.seq;
end $$;
