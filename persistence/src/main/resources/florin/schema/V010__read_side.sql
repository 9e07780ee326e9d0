-- The read side: what the projections make of the wallets' events. All of it but external_reference can be
-- emptied and rebuilt. Rows hold values after an event, never increments; entity is app/wallet; committed is
-- the commit number of an event's transaction, era * 2^48 + xid, so that a cut of the journal is a comparison.

-- Double entries: amount goes onto account, contra_amount (its negative) onto contra. A wallet's own line has
-- balance_after and held_after; a line of amount 0 moves nothing and records what is held from then on.
-- (entity, sequence, line) names a line. The key has the columns between for statements of one asset and for
-- balances at a time without a second index: asset and at follow from the event.
create table ledger_entry (
    committed     bigint      not null,
    at            timestamptz not null,
    sequence      bigint      not null,
    amount        bigint      not null,
    contra_amount bigint      not null,
    balance_after bigint,
    held_after    bigint,
    line          smallint    not null,
    entity        text        not null collate "C",
    asset         text        not null collate "C",
    account       text        not null collate "C",
    contra        text        not null collate "C",
    kind          text        not null collate "C",
    counterparty  text        not null collate "C",
    transfer      text        collate "C",
    source        text        collate "C", -- the transfer's wallet, where it is not this entity
    hash          bytea, -- the chain's after the event, in its first line
    memo          text,
    metadata      jsonb,
    primary key (entity, asset, at, sequence, line),
    check (num_nulls(balance_after, held_after) in (0, 2))
);

-- The same as one row per account, for sums and reports.
create view ledger_posting as
select entity, sequence, line, at, committed, asset, account, amount, balance_after, transfer
from ledger_entry
union all
select entity, sequence, line, at, committed, asset, contra, contra_amount, null, transfer
from ledger_entry;

-- PENDING -> COMPLETED | RETURNED; one row per leg, keyed by the wallet that drives it; sequence and hash are
-- those of its last event that changed the row. closed (a commit
-- number) is set once the source has nothing more to send or to hear for the leg.
create table transfer (
    closed       bigint,
    sequence     bigint      not null,
    amount       bigint      not null check (amount > 0),
    created_at   timestamptz not null,
    ended_at     timestamptz,
    leg          smallint    not null check (leg between 0 and 99),
    hash         bytea       not null,
    id           text        not null collate "C",
    entity       text        not null collate "C",
    kind         text        not null collate "C" check (kind in ('TRANSFER', 'CAPTURE', 'REVERSAL')),
    state        text        not null collate "C" check (state in ('PENDING', 'COMPLETED', 'RETURNED')),
    asset        text        not null collate "C",
    source       text        not null collate "C",
    target       text        not null collate "C",
    reverses     text        collate "C", -- wallet/transfer/leg
    denial       text        collate "C",
    denial_facts jsonb,
    memo         text,
    metadata     jsonb,
    primary key (id, entity, leg),
    check ((state = 'PENDING') = (ended_at is null)),
    check (state <> 'PENDING' or closed is null),
    check (denial is null or state = 'RETURNED')
);
create index transfer_open on transfer (created_at, entity) where closed is null;

-- HELD -> CAPTURED | RELEASED | EXPIRED.
create table hold (
    sequence   bigint      not null,
    amount     bigint      not null check (amount > 0),
    captured   bigint      not null check (captured >= 0),
    capturing  bigint      not null check (capturing >= 0),
    remaining  bigint      not null check (remaining >= 0),
    created_at timestamptz not null,
    expires_at timestamptz,
    entity     text        not null collate "C",
    id         text        not null collate "C",
    state      text        not null collate "C" check (state in ('HELD', 'CAPTURED', 'RELEASED', 'EXPIRED')),
    asset      text        not null collate "C",
    primary key (entity, id),
    check (amount >= captured + capturing + remaining),
    check ((state = 'HELD') = (capturing + remaining > 0))
);
create index hold_due on hold (expires_at, entity) where state = 'HELD' and expires_at is not null;

-- Settings after the last change. An ABSENT wallet has no owner: it has only refused things so far.
-- sequence and hash are those of the wallet's last event that left no row of another kind.
create table wallet (
    sequence   bigint not null,
    created_at timestamptz,
    entity     text   primary key collate "C",
    status     text   not null default 'ABSENT' collate "C" check (status in ('ABSENT', 'OPEN', 'CLOSED')),
    debits     text   not null default 'ALLOWED' collate "C" check (debits in ('ALLOWED', 'BLOCKED')),
    credits    text   not null default 'ALLOWED' collate "C" check (credits in ('ALLOWED', 'BLOCKED')),
    hash       bytea  not null,
    owner      text,
    overdraft  jsonb  not null default '{}',
    metadata   jsonb  not null default '{}',
    check ((status = 'ABSENT') = (owner is null)),
    check ((owner is null) = (created_at is null))
);

-- What each wallet owns and holds of each asset.
create view wallet_balance as
select distinct on (entity, asset)
       entity, asset, sequence, at, balance_after as posted, held_after as held
from ledger_entry
where balance_after is not null
order by entity, asset, at desc, sequence desc, line desc;

-- The head of each wallet's chain as far as it was read: the journal may never fall behind it again. Every
-- event leaves its number and hash in one of these.
create view wallet_head as
select distinct on (entity) entity, sequence, hash
from (
    select entity, sequence, hash from ledger_entry where hash is not null
    union all
    select entity, sequence, hash from transfer
    union all
    select entity, sequence, hash from wallet
) seen
order by entity, sequence desc;

-- Which wallet an external reference belongs to: fixed before the money is sent there, and for ever.
create table external_reference (
    claimed_at timestamptz not null default now(),
    app        text        not null collate "C",
    account    text        not null collate "C",
    reference  text        not null collate "C",
    wallet     text        not null collate "C",
    primary key (app, account, reference)
);

-- In the shape that pekko-projection-jdbc writes.
create table projection_offset (
    projection_name varchar(255) not null,
    projection_key  varchar(255) not null,
    current_offset  varchar(255) not null,
    manifest        varchar(4)   not null,
    mergeable       boolean      not null,
    last_updated    bigint       not null,
    primary key (projection_name, projection_key)
) with (fillfactor = 50);

create table projection_management (
    projection_name varchar(255) not null,
    projection_key  varchar(255) not null,
    paused          boolean      not null,
    last_updated    bigint       not null,
    primary key (projection_name, projection_key)
);
