-- Whom to tell of what. Asked after a commit that freed something, never within it: a claim that was refused before
-- the commit is seen from here, one after it succeeds.

-- Those of the waiting jobs that could begin, of one kind with a limit per key: as many of each key as that leaves room
-- for.
create function job_of_free_keys(p_waits bigint[], p_kind text, p_of_key int) returns setof bigint
    language sql volatile set enable_seqscan = off set jit = off as $$
    with c as materialized (
        select j.seq, j.app, j.key, j.priority from job_claimable j where j.seq = any (p_waits)),
    keys as materialized (
        select d.*, (select count(*) from job o where o.kind = p_kind and o.app = d.app and o.key = d.key
                                                  and o.state in ('RUNNING', 'SETTLING')
                                                  and (o.state = 'RUNNING' or o.ends_as = 'CANCELLED')) as running
        from (select distinct c.app, c.key from c where c.key is not null) d)
    select r.seq from (
        select c.*, row_number() over (partition by c.app, c.key order by c.priority, c.seq) as place from c) r
    left join keys y on y.app = r.app and y.key = r.key
    where y.key is null or r.place + y.running <= p_of_key
    order by r.priority, r.seq;
$$;

-- The first jobs of limited kinds that could begin, where some have been refused: as many as there is room for and at
-- most p_most of each kind, among the first p_far that wait. A kind whose waiting jobs are all told of refuses none any
-- more; if it does meanwhile, it says so anew. Of those whose key is full, the key's next end tells.
create function job_with_room(p_kinds text[], p_far int, p_most int) returns setof bigint
    language plpgsql volatile set enable_seqscan = off set jit = off as $$
declare
    v_kind  record;
    v_waits bigint[];
    v_told  bigint[];
    v_full  boolean;
    v_far   int;
begin
    for v_kind in
        select k.kind, k.refused_at, least(r.room, p_most) as most, r.of_key
        from job_room(p_kinds, clock_timestamp()) r join job_kind k on k.kind = r.kind
        where k.refused_at is not null and r.room between 1 and 999999
    loop
        -- The first that wait can mostly begin; where they cannot, further ones may.
        v_far := least(p_far, v_kind.most);
        loop
            select array_agg(w.seq) into v_waits from (
                select j.seq from job j
                where j.kind = v_kind.kind and j.state in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN')
                  and j.run_at <= clock_timestamp()
                order by j.priority, j.seq limit v_far) w;
            if v_kind.of_key is null then
                select array_agg(c.seq) into v_told from (
                    select j.seq from job_claimable j where j.seq = any (v_waits)
                    order by j.priority, j.seq limit v_kind.most) c;
            else
                select array_agg(c.seq) into v_told from (
                    select f.seq from job_of_free_keys(v_waits, v_kind.kind, v_kind.of_key) as f (seq)
                    limit v_kind.most) c;
            end if;
            exit when v_far = p_far or coalesce(cardinality(v_waits), 0) < v_far
                      or coalesce(cardinality(v_told), 0) = v_kind.most;
            v_far := p_far;
        end loop;
        v_full := v_kind.of_key is not null
                  and exists (select from job_claimable j
                              where j.seq = any (v_waits) and j.seq <> all (coalesce(v_told, '{}')));
        if not v_full and coalesce(cardinality(v_waits), 0) < v_far
           and coalesce(cardinality(v_told), 0) < v_kind.most then
            update job_kind k set refused_at = null
            where k.kind in (select i.kind from job_kind i
                             where i.kind = v_kind.kind and i.refused_at = v_kind.refused_at
                             for update skip locked);
        end if;
        return query select unnest(v_told);
    end loop;
end $$;

-- What may run now that these jobs run no more: the next of each lane, of each limited key, of each limited kind.
create function job_next(p_freed bigint[])
    returns table (seq bigint, queue text, kind text, priority smallint, lane text)
    language plpgsql volatile set enable_seqscan = off set jit = off as $$
declare
    v_kinds text[];
begin
    select array_agg(k.kind) into v_kinds from job_kind k
    where k.refused_at is not null and k.kind in (select j.kind from job j where j.seq = any (p_freed));

    return query
    select j.seq, j.queue, j.kind, j.priority, j.lane from job j
    where j.seq in (
        select n.seq from (
            select distinct f.app, f.queue, f.lane from job f
            where f.seq = any (p_freed) and f.lane is not null
              and f.state in ('SUCCEEDED', 'DEAD', 'CANCELLED')) l
        cross join lateral (
            select w.seq from job w
            where w.app = l.app and w.queue = l.queue and w.lane = l.lane and w.lane is not null
              and w.state in ('SCHEDULED', 'QUEUED') and w.run_at <= clock_timestamp()
            order by w.seq limit 1) n
        union
        select n.seq from (
            select f.kind, f.app, f.key, count(*) as freed from job f
            join job_kind k on k.kind = f.kind and k.max_running_of_key is not null and k.refused_at is not null
            where f.seq = any (p_freed) and f.key is not null and f.lane is null
            group by f.kind, f.app, f.key) y
        cross join lateral (
            select w.seq from job w
            where w.kind = y.kind and w.app = y.app and w.key = y.key and w.key is not null and w.lane is null
              and w.state in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN') and w.run_at <= clock_timestamp()
            order by w.priority, w.seq limit y.freed) n
        union
        select job_with_room(v_kinds, 300, 2 * cardinality(p_freed)) where v_kinds is not null)
      and not exists (select from job_queue q where q.queue = j.queue and q.paused_at is not null)
    order by j.priority, j.seq;
end $$;

-- What is to be published (again). Jobs that could not be claimed wait several times as long until they are looked
-- at again: whatever frees them tells of them. For that, a kind without room is marked as if it had refused them; where
-- a claim under way holds its row, they are looked at again soon. Who resumes a queue waits for whoever still takes it
-- for paused. examined: the row was one of the p_most whose time has come, whether it could run or not.
create function job_publish(p_most int, p_again interval)
    returns table (seq bigint, queue text, kind text, priority smallint, lane text, could boolean, examined boolean)
    language plpgsql volatile set enable_seqscan = off set jit = off as $$
declare
    v_now timestamptz := clock_timestamp(); -- a constant, which an index can be asked for
begin
    perform 1 from job_queue q where q.paused_at is not null order by q.queue for share;

    return query
        with due as materialized (
            select j.seq from job j where j.dispatch_at <= v_now
            order by j.dispatch_at limit p_most for update skip locked),
        room as materialized (
            select r.kind, r.room from job_room(array(select k.kind from job_kind k where k.limited), v_now) r),
        could as materialized (
            select u.seq, c.kind, c.seq is not null as may, coalesce(r.room > 0, true) as fits
            from due u left join job_claimable c on c.seq = u.seq left join room r on r.kind = c.kind),
        refuses as (
            update job_kind k set refused_at = v_now
            where k.kind in (select i.kind from job_kind i
                             where i.kind in (select d.kind from could d where d.may and not d.fits)
                             order by i.kind for update skip locked)
            returning k.kind),
        told as (
            update job j
            set dispatch_at = v_now + case when d.may and d.fits then p_again
                                           when d.may and f.kind is null then least(p_again, interval '1 second')
                                           else p_again * (4 + 4 * random()) end,
                state = case when j.state = 'SCHEDULED' then 'QUEUED' else j.state end,
                version = j.version + 1
            from could d left join refuses f on f.kind = d.kind
            where j.seq = d.seq
            returning j.seq, j.queue, j.kind, j.priority, j.lane, d.may and d.fits as could)
        select t.seq, t.queue, t.kind, t.priority, t.lane, t.could, true from told t
        union all
        select j.seq, j.queue, j.kind, j.priority, j.lane, true, false from job j
        where j.seq in (select job_with_room(array(select r.kind from room r where r.room between 1 and 999999), 5000, 500))
          and not exists (select from told t where t.seq = j.seq and t.could)
        order by 4, 1;
end $$;

-- Takes what is under way from incarnations that live no more. A run that may have asked for a move of outside money
-- becomes a question; the others begin anew, unless too many workers have died of them. Runs that have begun since the
-- living were listed are left alone: they may be those of somebody who joined meanwhile.
create function job_rescue(p_living text[], p_as_of timestamptz, p_adopter text, p_again interval, p_most int)
    returns setof job
    language plpgsql volatile set enable_seqscan = off set jit = off as $$
declare
    v_seqs bigint[];
begin
    select array_agg(d.seq) into v_seqs from (
        select j.seq from job j
        where j.state in ('RUNNING', 'SETTLING') and j.incarnation <> all (p_living)
          and (j.state = 'SETTLING' or j.claimed_at < p_as_of)
        order by j.seq limit p_most for update skip locked) d;

    return query
        update job j
        set version = j.version + 1,
            deaths = j.deaths + f.died::int,
            state = f.becomes,
            incarnation = case when f.becomes = 'SETTLING' then p_adopter
                               when f.becomes = 'DEAD' then j.incarnation end,
            run_at = case when f.becomes in ('RETRYING', 'UNKNOWN') then clock_timestamp() else j.run_at end,
            dispatch_at = case when f.becomes in ('RETRYING', 'UNKNOWN') then clock_timestamp() + p_again end,
            ended_at = case when f.becomes = 'DEAD' then clock_timestamp() end,
            ends_as = case when f.is_poison then 'DEAD' else j.ends_as end,
            effect = case when not f.is_poison then j.effect when j.wallet is null then 'NONE' else 'RELEASE' end,
            error_code = case when f.is_poison then 'quarantined' when f.died then 'worker_died' else j.error_code end,
            error_message = case when f.is_poison then 'Too many workers have died while running this job.'
                                 when f.died then 'The worker that ran this job has died.'
                                 else j.error_message end
        from (select d.*, case when not d.died then 'SETTLING' when d.sent then 'UNKNOWN'
                               when not d.is_poison then 'RETRYING' when d.wallet is null then 'DEAD'
                               else 'SETTLING' end as becomes
              from (select o.seq, o.sent, o.wallet, o.state = 'RUNNING' as died,
                           o.state = 'RUNNING' and not o.sent
                           and o.deaths + 1 >= coalesce(k.max_deaths, 3) as is_poison
                    from job o left join job_kind k on k.kind = o.kind
                    where o.seq = any (v_seqs)) d) f
        where j.seq = f.seq
        returning j.*;
end $$;
