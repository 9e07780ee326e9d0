-- Names that one owner at a time holds. A row whose time is over belongs to nobody.
create table lease (
    until timestamptz not null,
    name  text        primary key collate "C",
    owner text        not null collate "C"
);
