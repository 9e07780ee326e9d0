-- What may run, and taking it. Every function here is one call in a transaction of its own, with no client between
-- its statements, each of which sees what was committed before it (volatile, at read committed). Plans must not
-- depend on how large the table was when they were first made: hence the settings.

-- Jobs that are due, first of their lane, and of no paused queue; limits are not looked at. Offset 0 keeps the
-- planner from making one hash of all lanes for the sake of a few, coalesce from reading all that wait, which old
-- statistics may take for little: the view is asked by seq.
create view job_claimable as
    select j.* from job j
    where coalesce(j.state, '') in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN')
      and j.run_at <= clock_timestamp()
      and not exists (select from job_queue q where q.queue = j.queue and q.paused_at is not null)
      and (j.lane is null or j.state in ('RETRYING', 'UNKNOWN') or not exists (
              select from job o where o.app = j.app and o.queue = j.queue and o.lane = j.lane
                                  and o.lane is not null
                                  and o.state in ('RUNNING', 'RETRYING', 'UNKNOWN', 'SETTLING') offset 0)
          and not exists (
              select from job w where w.app = j.app and w.queue = j.queue and w.lane = j.lane
                                  and w.lane is not null and w.state in ('SCHEDULED', 'QUEUED')
                                  and w.seq < j.seq and w.run_at <= clock_timestamp() offset 0));

-- How many more jobs of each limited kind may begin at that instant. Who begins some counts them at the same one, or
-- a window could end between.
create function job_room(p_kinds text[], p_now timestamptz) returns table (kind text, room int, of_key int)
    language plpgsql volatile set enable_seqscan = off set jit = off as $$
begin
    return query
        select k.kind,
               least(case when k.max_running is null then 1000000 else k.max_running - (
                         select count(*)::int from job o where o.kind = k.kind
                         and o.state in ('RUNNING', 'SETTLING')
                         and (o.state = 'RUNNING' or o.ends_as = 'CANCELLED')) end,
                     case when k.rate_runs is null then 1000000
                          when k.window_started_at + k.rate_millis * interval '1 millisecond'
                               <= p_now then k.rate_runs
                          else k.rate_runs - k.window_count end),
               k.max_running_of_key
        from job_kind k where k.limited and k.kind = any (p_kinds);
end $$;

-- Those of the jobs that the limits of their kinds leave room for; the kinds' rows are locked. Counts once per kind
-- and once per key.
create function job_within_limits(p_seqs bigint[]) returns bigint[]
    language plpgsql volatile set enable_seqscan = off set jit = off as $$
declare
    v_now  timestamptz := clock_timestamp();
    v_seqs bigint[];
begin
    with c as materialized (
        select j.seq, j.kind, j.app, j.key, j.priority from job j where j.seq = any (p_seqs)),
    room as materialized (
        select r.* from job_room((select array_agg(distinct c.kind) from c), v_now) r),
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
        select c.seq, r.room, row_number() over (partition by c.kind order by c.priority, c.seq) as place
        from ranked c left join room r on r.kind = c.kind
        left join keys y on y.kind = c.kind and y.app = c.app and y.key = c.key
        where y.key is null or c.of_key + y.running <= r.of_key)
    select array_agg(f.seq) into v_seqs from fitting f where f.room is null or f.place <= f.room;

    update job_kind k
    set window_started_at = case when t.over then v_now else k.window_started_at end,
        window_count = t.begun + case when t.over then 0 else k.window_count end
    from (select j.kind, count(*)::int as begun,
                 i.window_started_at + i.rate_millis * interval '1 millisecond' <= v_now as over
          from job j join job_kind i on i.kind = j.kind and i.rate_runs is not null
          where j.seq = any (v_seqs) group by j.kind, i.window_started_at, i.rate_millis) t
    where k.kind = t.kind;

    -- Whoever has told of all that waited before takes the mark away, but not a newer one.
    update job_kind k set refused_at = v_now
    where k.limited
      and k.kind in (select j.kind from job j where j.seq = any (p_seqs) and j.seq <> all (coalesce(v_seqs, '{}')));
    return v_seqs;
end $$;

-- Takes those of the jobs that may run now, for a worker's incarnation. Who claims jobs of a limited kind waits for
-- the kind's row, so that no limit is ever exceeded.
create function job_claim(p_seqs bigint[], p_incarnation text, p_most int) returns setof job
    language plpgsql volatile set enable_seqscan = off set jit = off as $$
declare
    v_limited boolean;
    v_seqs    bigint[];
    v_seq     bigint;
begin
    perform 1 from job_kind k
    where k.limited and k.kind in (select j.kind from job j where j.seq = any (p_seqs))
    order by k.kind for update;
    v_limited := found;

    select array_agg(c.seq) into v_seqs from (
        select j.seq from job_claimable j where j.seq = any (p_seqs)
        order by j.priority, j.seq limit p_most
        for update skip locked) c;
    if v_limited then
        v_seqs := job_within_limits(v_seqs);
    end if;
    if v_seqs is null then return; end if;

    begin
        -- As job_begin does it, without carrying every row through one more function.
        return query
            update job j set state = 'RUNNING', attempt = j.attempt + 1, incarnation = p_incarnation,
                             claimed_at = clock_timestamp(), dispatch_at = null, version = j.version + 1
            where j.seq = any (v_seqs) returning j.*;
        return;
    exception when unique_violation then
        -- A job of a lane became due while another began: the index decides, one by one.
        null;
    end;
    foreach v_seq in array v_seqs loop
        begin
            return query select * from job_begin(array[v_seq], p_incarnation);
        exception when unique_violation then
            null;
        end;
    end loop;
end $$;

create function job_begin(p_seqs bigint[], p_incarnation text) returns setof job
    language sql volatile set enable_seqscan = off set jit = off as $$
    update job j set state = 'RUNNING', attempt = j.attempt + 1, incarnation = p_incarnation,
                     claimed_at = clock_timestamp(), dispatch_at = null, version = j.version + 1
    where j.seq = any (p_seqs) returning j.*;
$$;
