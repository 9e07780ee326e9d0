-- Each session after its last event, as far as it was read: to list a user's, and to delete the dead ones.
-- A time that ends in _until is when that part of it lives no more; null: it never had that part.
create table session (
    created_at         timestamptz not null,
    ended_at           timestamptz,
    login_until        timestamptz,
    conversation_until timestamptz,
    code_until         timestamptz,
    guard_until        timestamptz,
    until              timestamptz
        generated always as (greatest(login_until, conversation_until, code_until, guard_until)) stored,
    sequence           bigint      not null check (sequence > 0),
    app                text        not null collate "C",
    id                 text        not null collate "C",
    -- Who logged in; null for a conversation, a code or a guard by itself.
    owner              text        collate "C",
    primary key (app, id)
);

create index session_of_owner on session (app, owner, login_until) where owner is not null;
create index session_until on session (until);
