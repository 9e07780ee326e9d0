-- A limit that does not bind costs little: the rows of the jobs are read once, what has refused nobody writes nothing,
-- and the plans, which must not depend on sizes anyway, are made once and not at every call.

create or replace function job_within_limits(p_seqs bigint[]) returns bigint[]
    language plpgsql volatile set enable_seqscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
declare
    v_now   timestamptz := clock_timestamp();
    v_seqs  bigint[];
    v_kinds text[];
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
        select c.seq, c.kind, r.room, row_number() over (partition by c.kind order by c.priority, c.seq) as place
        from ranked c left join room r on r.kind = c.kind
        left join keys y on y.kind = c.kind and y.app = c.app and y.key = c.key
        where y.key is null or c.of_key + y.running <= r.of_key)
    select array_agg(f.seq), array_agg(f.kind) into v_seqs, v_kinds
    from fitting f where f.room is null or f.place <= f.room;

    update job_kind k
    set window_started_at = case when t.over then v_now else k.window_started_at end,
        window_count = t.begun + case when t.over then 0 else k.window_count end
    from (select i.kind, count(*)::int as begun,
                 i.window_started_at + i.rate_millis * interval '1 millisecond' <= v_now as over
          from unnest(v_kinds) b (kind) join job_kind i on i.kind = b.kind and i.rate_runs is not null
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
