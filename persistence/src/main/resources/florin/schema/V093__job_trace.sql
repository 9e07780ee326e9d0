-- What has submitted a job, as W3C Trace Context has it (traceparent, its first version): the runs of the job are parts
-- of the same trace. Null: nobody has traced it. The functions on jobs return whole rows, so they carry it without being
-- made anew; job_claimable does not, and is asked for numbers only. The check is not asked of rows that are there, for
-- they are many and have none.
alter table job add column traceparent text collate "C";
alter table job add constraint job_traceparent check (octet_length(traceparent) = 55) not valid;

-- What an app is told of a job is part of the same trace.
alter table webhook_message add column traceparent text collate "C";

create or replace function webhook_of_job() returns trigger language plpgsql as $$
declare
    v_type text := 'job.' || lower(new.state);
    v_data text;
begin
    if new.kind = 'webhook.delivery' then
        update webhook_delivery d set state = case when new.state = 'SUCCEEDED' then 'delivered' else lower(new.state) end,
                                      ended_at = new.ended_at,
                                      last_error = case when new.state = 'SUCCEEDED' then null
                                                        else coalesce(new.error_message, d.last_error) end
        where d.id = new.unique_key and d.app = new.app and d.state <> 'delivered';
    elsif new.kind not like 'payment.%' and new.kind not like 'webhook.%' and exists (
            select from webhook_endpoint e -- webhook_wanted written out: a call of it costs more than all the rest
            where e.app = new.app and e.deleted_at is null and e.events && array['*', 'job.*', v_type]) then
        v_data := json_strip_nulls(json_build_object(
            'id', new.id, 'state', lower(new.state), 'queue', new.queue, 'kind', new.kind, 'key', new.key,
            'uniqueKey', new.unique_key,
            'price', case when new.wallet is not null then json_build_object(
                'wallet', new.wallet, 'asset', new.price_asset, 'amount', new.price_amount) end,
            'attempt', new.attempt, 'failures', new.failures,
            'error', case when new.error_code is not null then json_build_object(
                'code', new.error_code, 'message', new.error_message) end,
            'createdAt', webhook_time(new.created_at), 'endedAt', webhook_time(new.ended_at),
            'replays', new.replays))::text;
        if new.result is not null then
            v_data := left(v_data, -1) || ',"result":' || new.result || '}';
        end if;
        insert into webhook_message (at, app, type, data, traceparent)
        values (new.ended_at, new.app, v_type, v_data, new.traceparent);
    end if;
    return null;
end $$;
