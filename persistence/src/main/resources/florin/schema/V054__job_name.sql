-- The names of jobs stand in tables of their own. A row of job is written anew at every step of its job, and with it
-- an entry of each of its indexes; a name is written once, and goes with its job.

alter index job_name rename to job_name_old;

-- scope: who has judged the names. A slash and the wallet, if the job has a price; its queue otherwise. A row without
-- a seq is no job's: it remembers for ever that the request of this key was answered with a job that was open already.
-- Without checks, which would be read anew for every job that comes in.
create table job_name (
    seq             bigint,
    app             text not null collate "C",
    scope           text not null collate "C",
    id              text collate "C",
    idempotency_key text collate "C",
    fingerprint     text collate "C",
    open_id         text collate "C"
);
create unique index job_name_seq on job_name (app, seq);
create unique index job_name_id on job_name (app, id, scope);
create unique index job_name_idempotency on job_name (app, scope, idempotency_key)
    where idempotency_key is not null;

-- The newest job without a price that has had the unique key: whether the key is free again, its row says.
create table job_unique_key (
    seq        bigint not null,
    app        text   not null collate "C",
    queue      text   not null collate "C",
    unique_key text   not null collate "C",
    primary key (app, queue, unique_key)
);

-- A job whose names are taken is not inserted, in silence. Who waited here for another to commit takes that one's
-- job for open.
create function job_takes_its_names() returns trigger language plpgsql as $$
begin
    insert into job_name (seq, app, scope, id, idempotency_key)
    values (new.seq, new.app, coalesce('/' || new.wallet, new.queue), new.id,
            case when new.wallet is null then new.idempotency_key end)
    on conflict do nothing;
    if not found then return null; end if;

    if new.wallet is null and new.unique_key is not null then
        insert into job_unique_key as u (seq, app, queue, unique_key)
        values (new.seq, new.app, new.queue, new.unique_key)
        on conflict (app, queue, unique_key) do update set seq = excluded.seq
            where exists (select from job o where o.seq = u.seq and o.ended_at is not null);
        if not found then
            delete from job_name n where n.app = new.app and n.seq = new.seq;
            return null;
        end if;
    end if;
    return new;
end $$;

create function job_leaves_its_names() returns trigger language plpgsql as $$
begin
    delete from job_name n using gone g where n.app = g.app and n.seq = g.seq;
    delete from job_unique_key u using gone g
    where u.app = g.app and u.queue = g.queue and u.unique_key = g.unique_key and u.seq = g.seq;
    return null;
end $$;

insert into job_name (seq, app, scope, id, idempotency_key)
select seq, app, coalesce('/' || wallet, queue), id, case when wallet is null then idempotency_key end from job;
insert into job_unique_key (seq, app, queue, unique_key)
select seq, app, queue, unique_key from job
where wallet is null and unique_key is not null and ended_at is null;

create trigger job_takes_its_names before insert on job for each row execute function job_takes_its_names();
create trigger job_leaves_its_names after delete on job referencing old table as gone
    for each statement execute function job_leaves_its_names();

create function job_names_leave() returns trigger language plpgsql as $$
begin
    truncate job_name, job_unique_key;
    return null;
end $$;
create trigger job_names_leave after truncate on job for each statement execute function job_names_leave();

drop index job_name_old;
drop index job_idempotency;
drop index job_unique;
drop index job_of_app;
