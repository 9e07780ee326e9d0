-- A limit that does not bind costs little: where all jobs fit nothing is ranked, what has refused nobody marks nothing,
-- and the plans, which must not depend on sizes anyway, are made once and not at every call.

create or replace function job_within_limits(p_seqs bigint[]) returns bigint[]
    language plpgsql volatile set enable_seqscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
declare
    v_now    timestamptz := clock_timestamp();
    v_seqs   bigint[];
    v_kinds  text[];
    v_counts int[];
begin
    select array_agg(n.kind), array_agg(n.jobs) into v_kinds, v_counts
    from (select j.kind, count(*)::int as jobs from job j where j.seq = any (p_seqs) group by j.kind) n;

    -- All of them, if there is room for all and no key to look at.
    if not exists (select from job_room(v_kinds, v_now) r
                   join unnest(v_kinds, v_counts) n (kind, jobs) on n.kind = r.kind
                   where n.jobs > r.room or r.of_key is not null) then
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

alter function job_room(text[], timestamptz) set plan_cache_mode = force_generic_plan;
alter function job_claim(bigint[], text, int) set plan_cache_mode = force_generic_plan;
