-- What providers told us, as it arrived; only what was signed well comes here. An event is there once: by the
-- provider's id of it, and by the change that it tells of, for providers send two events about one change at times
-- (which changes count as one is decided where messages are read, and null means that nobody can say). The names
-- are of an app's endpoint; profile is how it reads and verifies.
--
-- received: some job still has to work on it, so it is never deleted. worked: its job has ended. ignored: there was
-- nothing to do.
create table webhook_event (
    received_at timestamptz not null,
    ended_at    timestamptz,
    id          uuid        primary key,
    state       text        not null default 'received' collate "C"
                check (state in ('received', 'worked', 'ignored')),
    app         text        not null collate "C",
    provider    text        not null collate "C",
    profile     text        not null collate "C",
    event_id    text        not null collate "C" check (char_length(event_id) between 1 and 255),
    type        text        collate "C" check (char_length(type) between 1 and 255),
    object_id   text        collate "C" check (char_length(object_id) between 1 and 255),
    change      text        collate "C" check (char_length(change) between 1 and 255),
    headers     text[]      not null, -- name, value, name, value
    body        bytea       not null,
    check ((state = 'received') = (ended_at is null)),
    check (change is null or object_id is not null),
    check (mod(cardinality(headers), 2) = 0)
);
create unique index webhook_event_once on webhook_event (app, provider, event_id);
create unique index webhook_event_of_change on webhook_event (app, provider, object_id, change)
    where change is not null;
create index webhook_event_open on webhook_event (received_at, id) where state = 'received';
create index webhook_event_ended on webhook_event (received_at, id) where state <> 'received';
