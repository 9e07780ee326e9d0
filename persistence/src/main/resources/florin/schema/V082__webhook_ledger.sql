-- What the read side has just written, as messages: called in its transaction, with the names of what changed. Their
-- ids follow from what they are about, so that a group which is written again after a crash tells the same.
create function webhook_id(p_app text, p_source text) returns text language sql immutable as $$
    select md5('florin/' || p_app || '/' || p_source)::uuid::text
$$;

-- One per transfer, once its last leg has ended; a fee is no leg of it.
create function webhook_of_transfers(p_app text[], p_entity text[], p_id text[]) returns void language sql volatile as $$
    insert into webhook_message (id, at, app, type, source, data)
    select webhook_id(u.app, 't/' || u.entity || '/' || u.id), f.at, u.app, f.type, 't/' || u.entity || '/' || u.id,
           f.data
    from unnest(p_app, p_entity, p_id) as u (app, entity, id),
    lateral (
        select max(k.ended_at) as at,
               case when bool_or(k.state = 'COMPLETED' and not k.fee) then 'transfer.completed'
                    else 'transfer.returned' end as type,
               json_strip_nulls(json_build_object(
                   'id', u.id, 'from', min(k.source),
                   'to', case when count(*) filter (where not k.fee) = 1
                              then min(k.target) filter (where not k.fee) end,
                   'state', case when bool_or(k.state = 'COMPLETED' and not k.fee) then 'completed' else 'returned' end,
                   'reason', case when count(*) filter (where not k.fee) = 1 then
                       (array_agg(webhook_reason(k.denial, k.denial_facts)) filter (where not k.fee))[1] end,
                   'kind', lower(min(k.kind)), 'asset', min(k.asset),
                   'amount', sum(k.amount) filter (where not k.fee), 'fee', sum(k.amount) filter (where k.fee),
                   'legs', case when count(*) filter (where not k.fee) > 1 then
                       json_agg(json_build_object('to', k.target, 'amount', k.amount, 'state', lower(k.state),
                                                  'reason', webhook_reason(k.denial, k.denial_facts))
                                order by k.leg) filter (where not k.fee) end,
                   'reverses', (array_agg(json_build_object(
                       'from', split_part(k.reverses, '/', 1), 'transfer', split_part(k.reverses, '/', 2),
                       'leg', split_part(k.reverses, '/', 3)::int)) filter (where k.reverses is not null))[1],
                   'memo', (array_agg(k.memo) filter (where k.leg = 0))[1],
                   'metadata', (array_agg(k.metadata) filter (where k.leg = 0))[1],
                   'createdAt', webhook_time(min(k.created_at)),
                   'completedAt', webhook_time(max(k.ended_at))))::text as data
        from transfer k where k.id = u.id and k.entity = u.entity
        having bool_and(k.state <> 'PENDING')) f
    where webhook_wanted(u.app, f.type)
    on conflict (app, source) where source is not null do nothing
$$;

create function webhook_of_refusals(p_app text[], p_wallet text[], p_source text[], p_id text[], p_denial text[],
                                    p_facts text[], p_at bigint[]) returns void language sql volatile as $$
    insert into webhook_message (id, at, app, type, source, data)
    select webhook_id(u.app, u.source), to_timestamp(u.at::float8 / 1000000), u.app, 'transfer.refused', u.source,
           json_strip_nulls(json_build_object(
               'id', u.id, 'from', u.wallet, 'state', 'refused',
               'reason', webhook_reason(u.denial, u.facts::jsonb),
               'createdAt', webhook_time(to_timestamp(u.at::float8 / 1000000))))::text
    from unnest(p_app, p_wallet, p_source, p_id, p_denial, p_facts, p_at)
         as u (app, wallet, source, id, denial, facts, at)
    where webhook_wanted(u.app, 'transfer.refused')
    on conflict (app, source) where source is not null do nothing
$$;

create function webhook_of_holds(p_app text[], p_wallet text[], p_source text[], p_type text[], p_id text[],
                                 p_state text[], p_asset text[], p_amount bigint[], p_captured bigint[],
                                 p_capturing bigint[], p_remaining bigint[], p_expires_at bigint[],
                                 p_created_at bigint[], p_at bigint[]) returns void language sql volatile as $$
    insert into webhook_message (id, at, app, type, source, data)
    select webhook_id(u.app, u.source), to_timestamp(u.at::float8 / 1000000), u.app, u.type, u.source,
           json_strip_nulls(json_build_object(
               'id', u.id, 'wallet', u.wallet, 'state', lower(u.state), 'asset', u.asset, 'amount', u.amount,
               'captured', u.captured, 'capturing', u.capturing, 'remaining', u.remaining,
               'expiresAt', webhook_time(to_timestamp(u.expires_at::float8 / 1000000)),
               'createdAt', webhook_time(to_timestamp(u.created_at::float8 / 1000000))))::text
    from unnest(p_app, p_wallet, p_source, p_type, p_id, p_state, p_asset, p_amount, p_captured, p_capturing,
                p_remaining, p_expires_at, p_created_at, p_at)
         as u (app, wallet, source, type, id, state, asset, amount, captured, capturing, remaining, expires_at,
               created_at, at)
    where webhook_wanted(u.app, u.type)
    on conflict (app, source) where source is not null do nothing
$$;
