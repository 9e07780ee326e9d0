-- What an app's own systems are told: where to (endpoint), of what (message), and how it went (delivery). Provider's
-- messages to us are another matter: webhook_event.

-- An endpoint that is off is told nothing, but messages for it are kept, to be sent again by hand. deleted_at: there
-- only until its deliveries are purged. The secrets are sealed; the previous one signs, too, until previous_until.
create table webhook_endpoint (
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    disabled_at     timestamptz,
    deleted_at      timestamptz,
    failing_since   timestamptz,
    previous_until  timestamptz,
    id              text        primary key collate "C",
    app             text        not null collate "C",
    url             text        not null check (char_length(url) between 1 and 2048),
    events          text[]      not null check (cardinality(events) between 1 and 50),
    disabled_because text       collate "C" check (disabled_because in ('asked', 'failing', 'gone', 'deleted')),
    secret          text        not null,
    previous_secret text,
    description     text,
    check (num_nulls(disabled_at, disabled_because) in (0, 2)),
    check (num_nulls(previous_secret, previous_until) in (0, 2)),
    check (deleted_at is null or disabled_at is not null)
);
create index webhook_endpoint_of_app on webhook_endpoint (app, created_at, id) where deleted_at is null;

-- What happened, once and for all: the bytes that every attempt sends. Written in the transaction in which it
-- happened, and only while the app has an endpoint that wants it. source: what the read side has told of, which it
-- may read twice. spread: its deliveries are there.
create table webhook_message (
    seq       bigint      generated always as identity primary key,
    at        timestamptz not null,
    stored_at timestamptz not null default clock_timestamp(),
    spread    boolean     not null default false,
    id        text        not null default gen_random_uuid()::text collate "C",
    app       text        not null collate "C",
    type      text        not null collate "C",
    source    text        collate "C",
    data      text        not null
);
create unique index webhook_message_source on webhook_message (app, source) where source is not null;
create index webhook_message_to_spread on webhook_message (seq) where not spread;
create index webhook_message_of_app on webhook_message (app, at, seq);
create index webhook_message_age on webhook_message (stored_at);

-- A message on its way to an endpoint: a job of kind webhook.delivery, whose unique key is the delivery's id, does it.
create table webhook_delivery (
    created_at   timestamptz not null,
    attempted_at timestamptz,
    ended_at     timestamptz,
    message      bigint      not null references webhook_message on delete cascade,
    attempts     int         not null default 0,
    last_status  int,
    id           text        primary key collate "C",
    app          text        not null collate "C",
    endpoint     text        not null collate "C" references webhook_endpoint,
    cause        text        not null collate "C" check (cause in ('event', 'replay', 'test')),
    state        text        not null default 'pending' collate "C"
                 check (state in ('pending', 'delivered', 'dead', 'cancelled')),
    replays      text        collate "C",
    last_error   text,
    check ((state = 'pending') = (ended_at is null))
);
create unique index webhook_delivery_once on webhook_delivery (message, endpoint) where cause = 'event';
create index webhook_delivery_of_message on webhook_delivery (message);
create index webhook_delivery_of_endpoint on webhook_delivery (endpoint, created_at, id);
create index webhook_delivery_of_state on webhook_delivery (endpoint, state, created_at, id);

-- Up to where the read side had read when it was emptied: what it reads again before that is no news.
create table webhook_mark (
    xid         bigint not null,
    position    bigint not null,
    era         int    not null,
    first_slice int    not null,
    last_slice  int    not null,
    primary key (first_slice, last_slice, era, xid, position)
);

create function webhook_time(p_at timestamptz) returns text language sql stable as $$
    select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- What an endpoint may have written to be told of a type.
create function webhook_words(p_type text) returns text[] language sql immutable as $$
    select array['*', split_part(p_type, '.', 1) || '.*', p_type]
$$;

create function webhook_wanted(p_app text, p_type text) returns boolean language sql stable as $$
    select exists (select from webhook_endpoint e
                   where e.app = p_app and e.deleted_at is null and e.events && webhook_words(p_type))
$$;

create function webhook_reason(p_denial text, p_facts jsonb) returns json language sql immutable as $$
    select json_strip_nulls(json_build_object(
        'code', case when p_denial in ('DEBITS_BLOCKED', 'CREDITS_BLOCKED', 'DESTINATION_BLOCKED')
                     then 'wallet_blocked' else lower(p_denial) end,
        'facts', nullif(p_facts, '{}'::jsonb)))
    where p_denial is not null
$$;
