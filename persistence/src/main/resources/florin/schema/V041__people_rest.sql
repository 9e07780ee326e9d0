-- The user of the key's app who made it, themselves or by a key of theirs: it is worth nothing without their rights.
alter table api_key add column created_by text collate "C";
alter table api_key add check (created_by is null or app is not null);
update api_key k set created_by = (
    select substring(a.actor from 6) from audit_entry a
    where a.app = k.app and a.target = 'api_key:' || k.id and a.kind = 'api_key.created' and a.actor like 'user:%');

-- The wallets that a user opened, so that they are not too many: a row is there before its wallet is.
create table user_wallet (
    app    text not null collate "C",
    owner  text not null collate "C",
    wallet text not null collate "C",
    primary key (app, owner, wallet),
    foreign key (app, owner) references app_user (app, id)
);

-- Requests whose money was under way when whoever accepted them died: a sweeper goes on with them, the oldest first.
create index money_request_accepted on money_request (answered_at, app, id) where state = 'ACCEPTED';
