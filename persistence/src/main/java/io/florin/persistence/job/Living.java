package io.florin.persistence.job;

import java.time.Instant;
import java.util.Set;

/**
 * Whose jobs are theirs.
 *
 * @param incarnations of all members, those that are joining too
 * @param asOf the database's time before they were listed: runs that have begun since may be those
 *     of somebody who joined meanwhile
 */
public record Living(Set<String> incarnations, Instant asOf) {
    public Living {
        incarnations = Set.copyOf(incarnations);
    }
}
