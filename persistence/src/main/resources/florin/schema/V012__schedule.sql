-- The version of the app's schedule of fees and limits by which the money moved; null where there was none.
alter table ledger_entry add column schedule text;

-- fee: the leg is what the transfer cost on top of what was sent.
alter table transfer
    add column schedule text,
    add column fee boolean not null default false;
