-- What a careful person writes without an engine: a balance column, locks in id order against deadlocks,
-- a unique key against doubles, two entries a transfer. Tuned: room for HOT updates, no index too many.
create table wallet (
    id        int    primary key,
    balance   bigint not null,
    overdraft bigint not null default 0,
    version   bigint not null default 0,
    open      bool   not null default true
) with (fillfactor = 50);

create table transfer (
    id         bigint      generated always as identity primary key,
    created_at timestamptz not null default now(),
    amount     bigint      not null check (amount > 0),
    source     int         not null,
    target     int         not null,
    key        text        not null collate "C" unique
);

create table entry (
    transfer      bigint      not null,
    created_at    timestamptz not null default now(),
    amount        bigint      not null,
    balance_after bigint      not null,
    wallet        int         not null,
    primary key (wallet, transfer)
);

insert into wallet (id, balance) select n, 1000000000000 from generate_series(1, 10000) n;

create function move(new_key text, from_id int, to_id int, moved bigint) returns text
language plpgsql as $$
declare
    one         wallet;
    other       wallet;
    source      wallet;
    target      wallet;
    transfer_id bigint;
begin
    if from_id = to_id then
        return 'self_transfer';
    end if;
    select * into one from wallet where id = least(from_id, to_id) for update;
    select * into other from wallet where id = greatest(from_id, to_id) for update;
    if one.id is null or other.id is null then
        return 'wallet_not_found';
    end if;
    if one.id = from_id then
        source := one;
        target := other;
    else
        source := other;
        target := one;
    end if;
    if not (source.open and target.open) then
        return 'wallet_closed';
    end if;
    if source.balance + source.overdraft < moved then
        return 'insufficient_funds';
    end if;
    insert into transfer (key, source, target, amount) values (new_key, from_id, to_id, moved)
    on conflict (key) do nothing
    returning id into transfer_id;
    if transfer_id is null then
        return 'replayed';
    end if;
    update wallet set balance = balance - moved, version = version + 1 where id = from_id;
    update wallet set balance = balance + moved, version = version + 1 where id = to_id;
    insert into entry (wallet, transfer, amount, balance_after)
    values (from_id, transfer_id, -moved, source.balance - moved),
           (to_id, transfer_id, moved, target.balance + moved);
    return 'completed';
end
$$;
