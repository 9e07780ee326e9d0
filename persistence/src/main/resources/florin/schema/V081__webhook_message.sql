-- Jobs, payments and payouts tell of themselves, in the statement that changes them. The conditions are looked at
-- without calling anything; a row that ends asks once whether anybody wants to know.

-- A result is JSON already, and may be large: it is copied, not parsed. No text of a row can make this fail. The jobs
-- that payments are made of tell of nothing: the payments do.
create function webhook_of_job() returns trigger language plpgsql as $$
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
        insert into webhook_message (at, app, type, data) values (new.ended_at, new.app, v_type, v_data);
    end if;
    return null;
end $$;
create trigger webhook_of_job after update on job for each row
    when (new.ended_at is not null and old.ended_at is null) execute function webhook_of_job();

create function webhook_of_payment() returns trigger language plpgsql as $$
declare
    v_type text := 'payment.' || lower(new.state);
begin
    if webhook_wanted(new.app, v_type) then
        insert into webhook_message (at, app, type, data)
        values (new.changed_at, new.app, v_type, json_strip_nulls(json_build_object(
            'id', new.id, 'provider', lower(new.provider), 'wallet', new.wallet,
            'price', json_build_object('asset', new.price_asset, 'amount', new.price_amount),
            'grant', json_build_object('asset', new.grant_asset, 'amount', new.grant_amount),
            'state', lower(new.state), 'reference', new.object,
            'error', case when new.error_code is not null then json_build_object(
                'code', new.error_code, 'message', new.error_message) end,
            'createdAt', webhook_time(new.created_at), 'changedAt', webhook_time(new.changed_at)))::text);
    end if;
    return null;
end $$;
create trigger webhook_of_payment after update on payment for each row
    when (new.state <> old.state
          and new.state in ('PENDING', 'DECLINED', 'SUCCEEDED', 'FAILED', 'EXPIRED', 'CANCELED'))
    execute function webhook_of_payment();

create function webhook_of_payout() returns trigger language plpgsql as $$
declare
    v_type text := 'payout.' || lower(new.state);
begin
    if webhook_wanted(new.app, v_type) then
        insert into webhook_message (at, app, type, data)
        values (new.changed_at, new.app, v_type, json_strip_nulls(json_build_object(
            'id', new.id, 'provider', lower(new.provider), 'wallet', new.wallet,
            'money', json_build_object('asset', new.money_asset, 'amount', new.money_amount),
            'amount', json_build_object('asset', new.currency, 'amount', new.amount),
            'destination', new.destination, 'payment', new.payment,
            'state', lower(new.state), 'reference', new.object,
            'error', case when new.error_code is not null then json_build_object(
                'code', new.error_code, 'message', new.error_message) end,
            'createdAt', webhook_time(new.created_at), 'changedAt', webhook_time(new.changed_at)))::text);
    end if;
    return null;
end $$;
create trigger webhook_of_payout after update on payout for each row
    when (new.state <> old.state
          and new.state in ('PENDING_APPROVAL', 'APPROVED', 'SENT', 'PAID', 'REVERSED', 'REJECTED', 'FAILED',
                            'CANCELED'))
    execute function webhook_of_payout();
