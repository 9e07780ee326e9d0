-- The nodes that live, by their own word: each refreshes its row every few seconds. A row that is not refreshed belongs
-- to nobody. entered_at is null until the node is a member of its cluster.
create table cluster_node (
    began_at    timestamptz not null,
    entered_at  timestamptz,
    seen_at     timestamptz not null,
    address     text        primary key collate "C",
    incarnation text        not null collate "C",
    release     text        not null,
    apps        text[]      not null
);

-- The releases that have brought this schema up to date, the newest of which says who can read it.
create table schema_release (
    recorded_at timestamptz not null default clock_timestamp(),
    release     text        primary key collate "C"
);
