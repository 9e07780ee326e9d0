-- As V051 has it, but by one clock for the whole of a claim, not later than that by which the window is counted: a
-- window that ended between two looks at the clock was full and begun anew at once, and twice as many began.
create or replace function job_room(p_kinds text[]) returns table (kind text, room int, of_key int)
    language plpgsql volatile set enable_seqscan = off set jit = off as $$
begin
    return query
        select k.kind,
               least(case when k.max_running is null then 1000000 else k.max_running - (
                         select count(*)::int from job o where o.kind = k.kind and o.state = 'RUNNING') end,
                     case when k.rate_runs is null then 1000000
                          when k.window_started_at + k.rate_millis * interval '1 millisecond'
                               <= statement_timestamp() then k.rate_runs
                          else k.rate_runs - k.window_count end),
               k.max_running_of_key
        from job_kind k where k.limited and k.kind = any (p_kinds);
end $$;
