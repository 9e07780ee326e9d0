-- Payments, which customers make through a provider, and payouts, which leave through one. What moves money in
-- wallets are jobs: of a payment whatever job hears of the success first credits the grant, once by the reference
-- object; a payout's money is its job's price, and the job has the payout's id.
--
-- sender, sender_attempt, sent_at: which process may have sent the request to the provider last, written before it
-- leaves and under the fence of the job's attempt; null once it is certain that it did not leave. checked_at: when
-- the provider was last asked. opened: the state after the provider's first answer.

-- credited: the credit has begun and cannot be lost any more.
create table payment (
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    checked_at     timestamptz not null,
    sent_at        timestamptz,
    price_amount   bigint      not null check (price_amount between 1 and 9007199254740991),
    grant_amount   bigint      not null check (grant_amount between 1 and 9007199254740991),
    sender_attempt int         not null default 0 check (sender_attempt >= 0),
    credited       boolean     not null default false,
    app            text        not null collate "C",
    id             text        not null collate "C",
    provider       text        not null collate "C" check (provider in ('STRIPE', 'OMISE')),
    wallet         text        not null collate "C",
    price_asset    text        not null collate "C",
    grant_asset    text        not null collate "C",
    state          text        not null default 'CREATED' collate "C"
                   check (state in ('CREATED', 'UNKNOWN', 'PENDING', 'DECLINED',
                                    'SUCCEEDED', 'FAILED', 'EXPIRED', 'CANCELED')),
    opened         text        collate "C"
                   check (opened in ('PENDING', 'DECLINED', 'SUCCEEDED', 'FAILED', 'EXPIRED', 'CANCELED')),
    fingerprint    text        not null collate "C",
    method         text,
    object         text        collate "C",
    offer          text,
    sender         text        collate "C",
    error_code     text        collate "C",
    error_message  text,
    primary key (app, id),
    constraint payment_object check (state in ('CREATED', 'UNKNOWN', 'FAILED') or object is not null),
    constraint payment_sent check (num_nulls(sender, sent_at) in (0, 2)),
    constraint payment_credited check (not credited or state = 'SUCCEEDED'),
    constraint payment_error check (num_nulls(error_code, error_message) in (0, 2))
);
create unique index payment_object_once on payment (provider, object) where object is not null;
create index payment_open on payment (checked_at)
    where state in ('CREATED', 'UNKNOWN', 'PENDING', 'DECLINED') or (state = 'SUCCEEDED' and not credited);

-- A refund of a payment is a payout to whoever made it; at most one that is not undone. returned: what had been paid
-- and came back has begun to be given back to the wallet.
create table payout (
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    checked_at      timestamptz not null,
    sent_at         timestamptz,
    paid_at         timestamptz,
    money_amount    bigint      not null check (money_amount between 1 and 9007199254740991),
    amount          bigint      not null check (amount between 1 and 9007199254740991),
    sender_attempt  int         not null default 0 check (sender_attempt >= 0),
    returned        boolean     not null default false,
    app             text        not null collate "C",
    id              text        not null collate "C",
    provider        text        not null collate "C" check (provider in ('STRIPE', 'OMISE')),
    wallet          text        not null collate "C",
    money_asset     text        not null collate "C",
    currency        text        not null collate "C",
    destination     text        not null collate "C",
    payment         text        collate "C",
    state           text        not null default 'REQUESTED' collate "C"
                    check (state in ('REQUESTED', 'PENDING_APPROVAL', 'APPROVED', 'UNKNOWN', 'SENT',
                                     'PAID', 'REVERSED', 'REJECTED', 'FAILED', 'CANCELED')),
    fingerprint     text        not null collate "C",
    object          text        collate "C",
    sender          text        collate "C",
    error_code      text        collate "C",
    error_message   text,
    primary key (app, id),
    foreign key (app, payment) references payment (app, id),
    constraint payout_object check (state not in ('SENT', 'PAID', 'REVERSED') or object is not null),
    constraint payout_paid check (state not in ('PAID', 'REVERSED') or paid_at is not null),
    constraint payout_sent check (num_nulls(sender, sent_at) in (0, 2)),
    constraint payout_nothing_left check (state not in ('REQUESTED', 'PENDING_APPROVAL', 'REJECTED')
                                          or sent_at is null),
    constraint payout_returned check (not returned or state = 'REVERSED'),
    constraint payout_error check (num_nulls(error_code, error_message) in (0, 2))
);
create unique index payout_object_once on payout (provider, object) where object is not null;
create unique index payout_refund_once on payout (app, payment)
    where payment is not null and state not in ('REVERSED', 'REJECTED', 'FAILED', 'CANCELED');
create index payout_open on payout (checked_at)
    where state in ('REQUESTED', 'PENDING_APPROVAL', 'APPROVED', 'UNKNOWN', 'SENT', 'PAID')
       or (state = 'REVERSED' and not returned);
