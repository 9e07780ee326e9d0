-- Who uses an app, which programs do, and who did what. None of it follows from the journal.

-- Username and e-mail are stored as they are compared: printable ASCII in lower case, so that no two of an app
-- look alike. version counts the changes; totp_last_step is the time step of the last one-time code used; logins that began before
-- logins_from have ended.
create table app_user (
    created_at     timestamptz not null,
    logins_from    timestamptz not null,
    version        bigint      not null default 1 check (version > 0),
    totp_last_step bigint      not null default 0 check (totp_last_step >= 0),
    email_verified boolean     not null default false,
    blocked        boolean     not null default false,
    app            text        not null collate "C",
    id             text        not null collate "C",
    username       text        not null collate "C"
                   check (username = lower(username) and username ~ '^[!-~]{1,64}$'),
    email          text        not null collate "C"
                   check (email = lower(email) and email ~ '^[!-~]{3,254}$'),
    tier           text        not null collate "C",
    fingerprint    text        not null collate "C", -- of the request that created it
    password_hash  text        not null collate "C",
    pin_hash       text        collate "C",
    totp_key       text        collate "C", -- encrypted by the edge
    roles          text[]      not null default '{}' check (array_position(roles, null) is null),
    primary key (app, id)
);
create unique index app_user_username on app_user (app, username);
create unique index app_user_email on app_user (app, email);
create index app_user_by_creation on app_user (app, created_at, id);

-- Keys of programs; the secret itself is nowhere. app null: any app. last_used_at is right to the minute.
create table api_key (
    created_at   timestamptz not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    id           text        primary key collate "C",
    role         text        not null collate "C" check (role in ('OPERATOR', 'SERVICE')),
    hash         bytea       not null check (octet_length(hash) = 32),
    name         text        not null,
    app          text        collate "C",
    scopes       text[]      not null default '{}' check (array_position(scopes, null) is null)
);
create index api_key_by_creation on api_key (created_at, id);
create index api_key_of_app on api_key (app, created_at, id) where app is not null;

-- Key pairs that sign access tokens, encrypted by the edge; the higher number is the newer.
create table signing_key (
    number        bigint      primary key check (number > 0),
    created_at    timestamptz not null,
    signs_from    timestamptz not null,
    encrypted_jwk text        not null collate "C"
);

-- Who did what, when, from where. before and after are json, not jsonb: they come back as they were written.
create table audit_entry (
    at      timestamptz not null,
    id      uuid        primary key,
    app     text        not null collate "C",
    kind    text        not null collate "C",
    actor   text        not null collate "C",
    address text        not null collate "C",
    target  text        collate "C",
    before  json,
    after   json
);
create index audit_entry_by_time on audit_entry (app, at, id);
create index audit_entry_of_kind on audit_entry (app, kind, at, id); -- retention walks it, too
create index audit_entry_of_actor on audit_entry (app, actor, at, id);
create index audit_entry_on_target on audit_entry (app, target, at, id) where target is not null;

-- audit_entry is append-only: no UPDATE and no TRUNCATE at all, and DELETE only by purge_audit_entries, which
-- alone says so in the setting florin.audit_retention, and only of what is older than a day. That stops bugs and
-- accidents; whoever owns the table can drop the trigger, hence the node's role should not be its owner.
create function keep_audit_entry() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if current_setting('florin.audit_retention', true) = 'on'
                and old.at < clock_timestamp() - interval '1 day' then
            return old;
        end if;
    end if;
    raise exception 'audit_entry is append-only: % refused', tg_op using errcode = 'restrict_violation';
end $$;

create trigger audit_entry_kept before update or delete on audit_entry
    for each row execute function keep_audit_entry();
create trigger audit_entry_not_emptied before truncate on audit_entry
    for each statement execute function keep_audit_entry();
alter table audit_entry enable always trigger audit_entry_kept;
alter table audit_entry enable always trigger audit_entry_not_emptied;

-- Deletes the oldest entries of an app's kind from before a time, at most so many; answers how many it were.
create function purge_audit_entries(of_app text, of_kind text, older_than timestamptz, at_most int)
    returns int language plpgsql set florin.audit_retention = 'on' as $$
declare
    purged int;
begin
    delete from audit_entry where id in (
        select id from audit_entry
        where app = of_app and kind = of_kind and at < older_than
        order by at, id
        limit at_most);
    get diagnostics purged = row_count;
    return purged;
end $$;
