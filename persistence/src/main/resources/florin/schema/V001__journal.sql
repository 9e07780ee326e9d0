-- Which PostgreSQL's transaction ids the rows of an era carry (system_identifier is made by initdb).
create table era (
    era               int         primary key check (era > 0),
    system_identifier bigint      not null,
    opened_at         timestamptz not null default now()
);

-- One row per event. Fixed-width columns first, so that no row pays for padding.
-- (era, xid, position) is the order of commit below pg_snapshot_xmin; position counts rows of one transaction.
create table event (
    xid                 xid8        not null default pg_current_xact_id(),
    sequence            bigint      not null check (sequence > 0),
    stored_at           timestamptz not null default now(),
    era                 int         not null,
    position            int         not null,
    serializer          int         not null,
    slice               smallint    not null check (slice between 0 and 1023),
    entity              text        not null collate "C",
    manifest            text        not null collate "C",
    writer              text        not null collate "C",
    hash                bytea       not null check (octet_length(hash) = 32),
    bytes               bytea       not null,
    key                 text        collate "C",
    ref                 text        collate "C",
    -- Rarely used parts of Pekko's contract: event adapters and replicated event sourcing.
    adapter_manifest    text        collate "C",
    metadata_serializer int,
    metadata_manifest   text        collate "C",
    metadata            bytea,
    primary key (entity, sequence),
    check (num_nulls(metadata_serializer, metadata_manifest, metadata) in (0, 3))
);

create unique index event_key on event (entity, key) where key is not null;
create unique index event_ref on event (entity, ref) where ref is not null;
create unique index event_by_commit on event (era, xid, position, slice);

-- Up to which number an entity's events are gone, and the chain hash of the last of them: the
-- highest number and the chain outlive the events.
create table event_deletion (
    entity     text        primary key collate "C",
    sequence   bigint      not null check (sequence > 0),
    hash       bytea       not null check (octet_length(hash) = 32),
    deleted_at timestamptz not null default now()
);

create table snapshot (
    sequence            bigint not null,
    taken_millis        bigint not null,
    serializer          int    not null,
    entity              text   not null collate "C",
    manifest            text   not null collate "C",
    bytes               bytea  not null,
    metadata_serializer int,
    metadata_manifest   text   collate "C",
    metadata            bytea,
    primary key (entity, sequence),
    check (num_nulls(metadata_serializer, metadata_manifest, metadata) in (0, 3))
);
