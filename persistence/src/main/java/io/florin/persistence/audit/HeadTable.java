package io.florin.persistence.audit;

import io.florin.persistence.journal.Hash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Tables {@code event} and {@code event_deletion} against heads noted elsewhere. SQL only. */
final class HeadTable {
    private HeadTable() {}

    private static final String FIRST_MISSING =
            """
            select k.entity, k.sequence, e.hash is null as missing
            from unnest(?::text[], ?::bigint[], ?::bytea[]) k(entity, sequence, hash)
            left join event e on e.entity = k.entity and e.sequence = k.sequence
            left join event_deletion d on d.entity = k.entity
            where e.hash is distinct from k.hash
              and not coalesce(
                  e.hash is null
                      and (d.sequence > k.sequence or d.sequence = k.sequence and d.hash = k.hash),
                  false)
            order by k.entity, k.sequence
            limit 1
            """;

    /**
     * The first of these heads that is not in the journal any more; deleting by rule is no fault.
     */
    static Optional<Difference> firstMissing(Connection connection, List<KnownHead> heads)
            throws SQLException {
        try (var statement = connection.prepareStatement(FIRST_MISSING)) {
            statement.setObject(1, heads.stream().map(KnownHead::entity).toArray(String[]::new));
            statement.setObject(2, heads.stream().mapToLong(KnownHead::sequence).toArray());
            statement.setObject(
                    3, heads.stream().map(KnownHead::hash).map(Hash::bytes).toArray(byte[][]::new));
            try (var row = statement.executeQuery()) {
                if (!row.next()) return Optional.empty();
                var what =
                        row.getBoolean(3)
                                ? "it is noted as stored but it is not in the journal any more."
                                : "it is not the event that is noted as stored.";
                return Optional.of(new Difference(row.getString(1), row.getLong(2), what));
            }
        }
    }
}
