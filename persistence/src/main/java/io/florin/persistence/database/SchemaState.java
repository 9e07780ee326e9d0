package io.florin.persistence.database;

import io.florin.persistence.release.Release;
import java.util.List;
import java.util.Optional;

/**
 * Who has made the schema that is there.
 *
 * @param newest of the releases that have brought it up to date; empty before the first
 * @param unknown applied migrations that this build does not have
 */
public record SchemaState(Optional<Release> newest, List<String> unknown) {
    public SchemaState {
        unknown = List.copyOf(unknown);
    }

    /**
     * Why a release cannot use it, in one sentence. It can use its own and every older one, which
     * it migrates, and that of the next minor release: while an upgrade runs, nodes of the release
     * before go on beside the newer schema, and may be started again.
     */
    public Optional<String> refusal(Release own) {
        if (newest.isPresent() && newest.get().compareTo(own) > 0) {
            return newest.get().goesWith(own) ? Optional.empty() : Optional.of(tooNew(own));
        }
        return unknown.isEmpty() ? Optional.empty() : Optional.of(ofNobody(own));
    }

    private String tooNew(Release own) {
        return ("The database that florin.database.url names has the schema of "
                        + "release %s, and this is release %s, which goes with its own and the "
                        + "next minor release: start release %s, or name the database of this "
                        + "one.")
                .formatted(newest.orElseThrow(), own, newest.orElseThrow());
    }

    private String ofNobody(Release own) {
        return ("The database that florin.database.url names has migrations that "
                        + "release %s does not know (%s), and no newer release says that they "
                        + "are its own: start the build that made them, or name the database "
                        + "of this one.")
                .formatted(own, String.join(", ", unknown));
    }
}
