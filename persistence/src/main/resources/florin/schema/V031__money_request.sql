-- What a user asks for: money of another user (PAYMENT), or a transfer's money back (REFUND, an operator decides).
-- PENDING -> ACCEPTED | REJECTED; ACCEPTED -> DONE, or PENDING again if the money could not move: outcome says why.
-- attempt counts the acceptances, so that a late word of an earlier one ends no later one.
create table money_request (
    created_at      timestamptz not null,
    answered_at     timestamptz,
    amount          bigint      not null check (amount between 1 and 9007199254740991),
    attempt         int         not null default 0 check (attempt >= 0),
    app             text        not null collate "C",
    id              text        not null collate "C",
    kind            text        not null collate "C" check (kind in ('PAYMENT', 'REFUND')),
    state           text        not null default 'PENDING' collate "C"
                    check (state in ('PENDING', 'ACCEPTED', 'DONE', 'REJECTED')),
    asset           text        not null collate "C",
    asker           text        not null collate "C",
    fingerprint     text        not null collate "C", -- of the request that created it
    payer           text        collate "C",
    transfer_source text        collate "C", -- the wallet that drove the transfer to be refunded
    transfer_id     text        collate "C",
    answered_by     text        collate "C",
    outcome         text        collate "C",
    memo            text,
    primary key (app, id),
    check (asker <> payer),
    check ((kind = 'PAYMENT') = (payer is not null)),
    check ((kind = 'REFUND') = (transfer_id is not null)),
    check (num_nulls(transfer_source, transfer_id) in (0, 2)),
    check ((state = 'PENDING') = (answered_at is null)),
    check (num_nulls(answered_at, answered_by) in (0, 2)),
    check (state not in ('ACCEPTED', 'DONE') or attempt > 0),
    check (outcome is null or (state = 'PENDING' and attempt > 0))
);
create index money_request_by_creation on money_request (app, created_at, id);
create index money_request_of_asker on money_request (app, asker, created_at, id);
create index money_request_of_payer on money_request (app, payer, created_at, id) where payer is not null;
create index money_request_pending on money_request (app, kind, created_at, id) where state = 'PENDING';
