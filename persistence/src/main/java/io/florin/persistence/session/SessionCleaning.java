package io.florin.persistence.session;

import io.florin.persistence.database.Database;
import io.florin.persistence.ledger.Micros;
import java.time.Instant;

/**
 * Deletes sessions of which nothing lives, from journal and read side alike, a bounded number in
 * one transaction. One that was written to since the read side saw it stays.
 *
 * <p>Of a login or a code all goes: its rules take nothing more, so its number one is free for a
 * session that begins anew. Conversations and guards may be written to while they are deleted; of
 * those the number and the chain of hashes go on, by the mark in {@code event_deletion}. Calls
 * block.
 */
public final class SessionCleaning {
    private final Database database;

    public SessionCleaning(Database database) {
        this.database = database;
    }

    /**
     * All parts see the journal as it was when the statement began; an event that is committed
     * meanwhile is not among those deleted, because its number is higher.
     */
    private static final String CLEAN =
            """
            with dead as materialized (
                select s.app, s.id, s.sequence, 'session|' || s.app || '/' || s.id as entity,
                       s.login_until is null and s.code_until is null as goes_on
                from session s
                where s.until < to_timestamp(?::float8 / 1000000)
                  and not exists (
                      select from event e
                      where e.entity = 'session|' || s.app || '/' || s.id
                        and e.sequence > s.sequence)
                order by s.until
                limit ?
                for update of s skip locked),
            marked as (
                insert into event_deletion (entity, sequence, hash)
                select e.entity, e.sequence, e.hash
                from dead d join event e on e.entity = d.entity and e.sequence = d.sequence
                where d.goes_on
                on conflict (entity) do update
                set sequence = excluded.sequence, hash = excluded.hash, deleted_at = now()
                where event_deletion.sequence < excluded.sequence),
            unmarked as (
                delete from event_deletion m using dead d
                where m.entity = d.entity and not d.goes_on),
            events as (
                delete from event e using dead d
                where e.entity = d.entity and e.sequence <= d.sequence),
            snapshots as (
                delete from snapshot n using dead d
                where n.entity = d.entity and n.sequence <= d.sequence)
            delete from session s using dead d
            where s.app = d.app and s.id = d.id and s.sequence = d.sequence
            """;

    /**
     * Deletes those of which nothing has lived since {@code before}, the longest dead first.
     *
     * @return how many; {@code max} if there may be more
     */
    public int clean(Instant before, int max) {
        return database.transact(connection -> {
            try (var statement = connection.prepareStatement(CLEAN)) {
                statement.setLong(1, Micros.of(before));
                statement.setInt(2, max);
                return statement.executeUpdate();
            }
        });
    }
}
